import type * as rest from '@aws-sdk/client-api-gateway'
import type * as http from '@aws-sdk/client-apigatewayv2'
import { type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

const pageSize = 500

/** Reading is one permission. */
const operations = [
  'GetApis',
  'GetHttpVpcLinks',
  'GetIntegrations',
  'GetResources',
  'GetRestApis',
  'GetRoutes',
  'GetVpcLinks',
]

/** Both APIs of API Gateway, which sign with the same name. Both have a GetVpcLinks; the newer one's is GetHttpVpcLinks here. */
export const apiGateway: Service = {
  signingName: 'apigateway',
  iamActions: Object.fromEntries(operations.map((name) => [name, 'GET'])),
  protocol: restJson,
  async sdk() {
    const [older, newer] = await Promise.all([
      import('@aws-sdk/client-api-gateway'),
      import('@aws-sdk/client-apigatewayv2'),
    ])
    const [kind, namespace, , traits, input, output] = newer.GetVpcLinks$
    const links = [kind, namespace, 'GetHttpVpcLinks', traits, input, output]
    return { ...newer, ...older, GetHttpVpcLinks$: links }
  },
  invalidInput: 'BadRequestException',
  invalidToken: 'BadRequestException',
  operations: {
    GetRestApis({ limit, position }: rest.GetRestApisRequest, call: Call): rest.RestApis {
      const apis = call.estate.edge.restApis.map(({ api }) => api)
      const { items, next } = page(call, apis, { token: position, size: limit, max: pageSize, usual: 25 })
      return { items, position: next }
    },

    GetResources({ restApiId, limit, position, embed = [] }: rest.GetResourcesRequest, call: Call): rest.Resources {
      const found = call.estate.edge.restApis.find(({ api }) => api.id === restApiId)
      if (!found || call.fault === 'vanish') throw missing(restApiId)
      const { items, next } = page(call, found.resources, { token: position, size: limit, max: pageSize, usual: 25 })
      const whole = embed.includes('methods')
      return {
        items: items.map(({ resourceMethods, ...resource }) => (whole ? { ...resource, resourceMethods } : resource)),
        position: next,
      }
    },

    GetVpcLinks({ limit, position }: rest.GetVpcLinksRequest, call: Call): rest.VpcLinks {
      const { items, next } = page(call, call.estate.edge.restVpcLinks, {
        token: position,
        size: limit,
        max: pageSize,
        usual: 25,
      })
      return { items, position: next }
    },

    GetHttpVpcLinks(input: http.GetVpcLinksRequest, call: Call): http.GetVpcLinksResponse {
      return pageOf(call, input, call.estate.edge.vpcLinks)
    },

    GetApis(input: http.GetApisRequest, call: Call): http.GetApisResponse {
      return pageOf(
        call,
        input,
        call.estate.edge.httpApis.map(({ api }) => api),
      )
    },

    GetIntegrations(input: http.GetIntegrationsRequest, call: Call): http.GetIntegrationsResponse {
      return pageOf(call, input, apiOf(call, input.ApiId).integrations)
    },

    GetRoutes(input: http.GetRoutesRequest, call: Call): http.GetRoutesResponse {
      return pageOf(call, input, apiOf(call, input.ApiId).routes)
    },
  },
}

function apiOf(call: Call, id: string | undefined): Call['estate']['edge']['httpApis'][number] {
  const found = call.estate.edge.httpApis.find(({ api }) => api.ApiId === id)
  if (!found || call.fault === 'vanish') throw missing(id)
  return found
}

/** The newer API writes page sizes as text. */
function pageOf<T>(call: Call, { MaxResults, NextToken }: http.GetApisRequest, all: readonly T[]) {
  const size = MaxResults === undefined ? undefined : Number(MaxResults)
  if (Number.isNaN(size)) throw invalid(call, `Invalid MaxResults ${MaxResults}`)
  const { items, next } = page(call, all, { token: NextToken, size, max: pageSize, usual: 25 })
  return { Items: items, NextToken: next }
}

function missing(id: string | undefined): AwsError {
  return new AwsError('NotFoundException', `Invalid API identifier specified: ${id}`, 404)
}
