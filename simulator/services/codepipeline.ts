import type * as sdk from '@aws-sdk/client-codepipeline'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const codepipeline: Service = {
  signingName: 'codepipeline',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-codepipeline'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    ListPipelines({ nextToken, maxResults }: sdk.ListPipelinesInput, call: Call): sdk.ListPipelinesOutput {
      const { items, next } = page(call, call.estate.codepipeline.pipelines, {
        token: nextToken,
        size: maxResults,
        max: 1000,
      })
      return {
        pipelines: items.map(({ name, version, pipelineType }) => ({ name, version, pipelineType })),
        nextToken: next,
      }
    },

    GetPipeline({ name }: sdk.GetPipelineInput, call: Call): sdk.GetPipelineOutput {
      const pipeline = call.estate.codepipeline.pipelines.find((candidate) => candidate.name === name)
      if (!pipeline || call.fault === 'vanish') {
        throw new AwsError('PipelineNotFoundException', `Account does not have a pipeline with name '${name}'`)
      }
      return { pipeline }
    },
  },
}
