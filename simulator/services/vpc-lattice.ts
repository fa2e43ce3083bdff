import type * as sdk from '@aws-sdk/client-vpc-lattice'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

export const vpcLattice: Service = {
  signingName: 'vpc-lattice',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-vpc-lattice'),
  invalidInput: 'ValidationException',
  invalidToken: 'ValidationException',
  operations: {
    ListTargetGroups(input: sdk.ListTargetGroupsRequest, call: Call): sdk.ListTargetGroupsResponse {
      const { items, next } = page(call, call.estate.edge.latticeTargetGroups, {
        token: input.nextToken,
        size: input.maxResults,
        max: 100,
        where: ({ vpcIdentifier }) => !input.vpcIdentifier || vpcIdentifier === input.vpcIdentifier,
      })
      return { items, nextToken: next }
    },

    ListListeners(input: sdk.ListListenersRequest, call: Call): sdk.ListListenersResponse {
      const { listeners } = serviceOf(call, input.serviceIdentifier)
      const { items, next } = page(call, listeners, { token: input.nextToken, size: input.maxResults, max: 100 })
      return { items, nextToken: next }
    },

    GetAuthPolicy({ resourceIdentifier }: sdk.GetAuthPolicyRequest, call: Call): sdk.GetAuthPolicyResponse {
      const { authPolicy } = serviceOf(call, resourceIdentifier)
      if (!authPolicy) throw missing('The resource has no auth policy.')
      return authPolicy
    },
  },
}

function serviceOf({ estate, fault }: Call, arn = ''): Call['estate']['edge']['latticeServices'][number] {
  const found = estate.edge.latticeServices.find((service) => service.arn === arn)
  if (!found || fault === 'vanish') throw missing(`Service ${arn} does not exist.`)
  return found
}

function missing(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404)
}
