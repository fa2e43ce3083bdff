import { defineCollector } from '../../collector.ts'
import { unique } from '../../shape.ts'
import { readHttpApis } from './http-apis.ts'
import { readRestApis } from './rest-apis.ts'
import { type Links, section } from './targets.ts'

/** Routes of API Gateway that lead through a VPC link to services. An account without such links costs two lists. */
export const apiRoutes = defineCollector({
  name: 'api-gateway',
  fills: [section],
  needs: ['services', 'listeners'],
  async collect(_context, look, out) {
    const listeners = look.seen('listeners')
    const registries = look.seen('services').flatMap((service) => service.serviceRegistries)
    const targets = new Set(
      unique([
        ...listeners.flatMap(({ ListenerArn, LoadBalancerArn }) => [ListenerArn, LoadBalancerArn]),
        ...registries.map(({ registryArn }) => registryArn),
      ]),
    )
    if (targets.size === 0) return

    const [links, classic] = await Promise.all([
      out.list(
        { section },
        {
          action: 'apigatewayv2:GetVpcLinks',
          input: (NextToken) => ({ MaxResults: '500', NextToken }),
          items: ({ Items }) => Items,
          next: ({ NextToken }) => NextToken,
        },
      ),
      out.list(
        { section },
        {
          action: 'apigateway:GetVpcLinks',
          input: (position) => ({ limit: 500, position }),
          items: ({ items }) => items,
          next: ({ position }) => position,
        },
      ),
    ])
    const found: Links = {
      targets,
      balancersByLink: new Map(classic.map(({ id = '', targetArns = [] }) => [id, targetArns])),
    }
    if (links.length === 0 && !classic.some(({ targetArns = [] }) => targetArns.some((arn) => targets.has(arn)))) return
    await Promise.all([readHttpApis(out, found), readRestApis(out, found)])
  },
})
