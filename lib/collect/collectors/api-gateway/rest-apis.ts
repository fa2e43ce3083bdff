import type { Method, RestApi } from '@aws-sdk/client-api-gateway'
import type { ApiRoute } from '#lib/inventory/types/edge.ts'
import { forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { need } from '../../shape.ts'
import { type Links, section, targetsOf } from './targets.ts'

const gone = ['NotFoundException'] as const

/** REST APIs: the resources of each, with their methods and integrations. */
export async function readRestApis(out: Gather<typeof section>, links: Links): Promise<void> {
  const apis = await out.list(
    { section },
    {
      action: 'apigateway:GetRestApis',
      input: (position) => ({ limit: 500, position }),
      items: ({ items }) => items,
      next: ({ position }) => position,
    },
  )
  await forEachOf(apis, async (api) => {
    const resources = await out.list(
      { section, gone },
      {
        action: 'apigateway:GetResources',
        input: (position) => ({ restApiId: api.id, embed: ['methods'], limit: 500, position }),
        items: ({ items }) => items,
        next: ({ position }) => position,
      },
    )
    const methods = resources.flatMap(({ path, resourceMethods }) =>
      Object.entries(resourceMethods ?? {}).map(([name, method]) => ({ path, name, method })),
    )
    out.add(section, 'apigateway:GET', methods, (one) => toRoute(api, one, links))
  })
}

function toRoute(
  api: RestApi,
  { path, name, method }: { path?: string; name: string; method: Method },
  links: Links,
): ApiRoute | undefined {
  const { methodIntegration: integration, authorizationType } = method
  if (integration?.connectionType !== 'VPC_LINK') return undefined
  const TargetArns = targetsOf(links, { connectionId: integration.connectionId, target: integration.integrationTarget })
  if (TargetArns.length === 0) return undefined
  return {
    ApiId: need(api.id, 'id'),
    ApiName: api.name,
    ProtocolType: 'REST',
    RouteKey: `${name} ${need(path, 'path')}`,
    AuthorizationType: authorizationType ?? 'NONE',
    TargetArns,
  }
}
