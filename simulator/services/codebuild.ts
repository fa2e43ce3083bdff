import type * as sdk from '@aws-sdk/client-codebuild'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

export const codebuild: Service = {
  signingName: 'codebuild',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-codebuild'),
  invalidInput: 'InvalidInputException',
  invalidToken: 'InvalidInputException',
  operations: {
    /** It takes no page size: 100 names a page. */
    ListProjects({ nextToken }: sdk.ListProjectsInput, call: Call): sdk.ListProjectsOutput {
      const { items, next } = page(call, call.estate.codebuild.projects, {
        token: nextToken,
        size: undefined,
        max: 100,
      })
      return { projects: items, nextToken: next }
    },
  },
}
