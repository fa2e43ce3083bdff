import type * as sdk from '@aws-sdk/client-backup'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { restJson } from '../wire/rest.ts'

const pageSize = 1000

export const backup: Service = {
  signingName: 'backup',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-backup'),
  invalidInput: 'InvalidParameterValueException',
  invalidToken: 'InvalidParameterValueException',
  operations: {
    ListProtectedResources(
      { NextToken, MaxResults }: sdk.ListProtectedResourcesInput,
      call: Call,
    ): sdk.ListProtectedResourcesOutput {
      const all = call.estate.storage.protectedResources
      const { items, next } = page(call, all, { token: NextToken, size: MaxResults, max: pageSize })
      return { Results: items, NextToken: next }
    },

    ListRecoveryPointsByResource(
      { ResourceArn = '', NextToken, MaxResults }: sdk.ListRecoveryPointsByResourceInput,
      call: Call,
    ): sdk.ListRecoveryPointsByResourceOutput {
      const all = call.estate.storage.recoveryPoints[ResourceArn] ?? []
      const { items, next } = page(call, all, { token: NextToken, size: MaxResults, max: pageSize })
      return { RecoveryPoints: items, NextToken: next }
    },
  },
}
