import type { Api, Integration, Route } from '@aws-sdk/client-apigatewayv2'
import type { ApiRoute } from '#lib/inventory/types/edge.ts'
import { forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { need } from '../../shape.ts'
import { type Links, section, targetsOf } from './targets.ts'

const gone = ['NotFoundException'] as const

/** HTTP and WebSocket APIs: the integrations of each, and its routes when one of those leads to a service. */
export async function readHttpApis(out: Gather<typeof section>, links: Links): Promise<void> {
  const apis = await out.list(
    { section },
    {
      action: 'apigatewayv2:GetApis',
      input: (NextToken) => ({ MaxResults: '500', NextToken }),
      items: ({ Items }) => Items,
      next: ({ NextToken }) => NextToken,
    },
  )
  await forEachOf(apis, async (api) => {
    const { ApiId } = api
    const integrations = await out.list(
      { section, gone },
      {
        action: 'apigatewayv2:GetIntegrations',
        input: (NextToken) => ({ ApiId, MaxResults: '500', NextToken }),
        items: ({ Items }) => Items,
        next: ({ NextToken }) => NextToken,
      },
    )
    const behind = targetsByRouteTarget(integrations, links)
    if (behind.size === 0) return
    const routes = await out.list(
      { section, gone },
      {
        action: 'apigatewayv2:GetRoutes',
        input: (NextToken) => ({ ApiId, MaxResults: '500', NextToken }),
        items: ({ Items }) => Items,
        next: ({ NextToken }) => NextToken,
      },
    )
    out.add(section, 'apigateway:GET', routes, (route) => toRoute(api, route, behind))
  })
}

/** A route names its integration as `integrations/ID`. */
function targetsByRouteTarget(integrations: readonly Integration[], links: Links): Map<string, string[]> {
  const linked = integrations
    .filter(({ ConnectionType }) => ConnectionType === 'VPC_LINK')
    .map(({ IntegrationId, ConnectionId, IntegrationUri }): [string, string[]] => [
      `integrations/${IntegrationId}`,
      targetsOf(links, { connectionId: ConnectionId, target: IntegrationUri }),
    ])
  return new Map(linked.filter(([, targets]) => targets.length > 0))
}

function toRoute(api: Api, route: Route, behind: ReadonlyMap<string, string[]>): ApiRoute | undefined {
  const TargetArns = behind.get(route.Target ?? '')
  if (!TargetArns) return undefined
  return {
    ApiId: need(api.ApiId, 'ApiId'),
    ApiName: api.Name,
    ProtocolType: need(api.ProtocolType, 'ProtocolType'),
    RouteKey: need(route.RouteKey, 'RouteKey'),
    AuthorizationType: route.AuthorizationType ?? 'NONE',
    TargetArns,
  }
}
