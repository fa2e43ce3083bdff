import type * as sdk from '@aws-sdk/client-sqs'
import type { Call } from '../call.ts'
import type { QueueEstate } from '../estate.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const sqs: Service = {
  signingName: 'sqs',
  protocol: awsJson('1.0'),
  sdk: () => import('@aws-sdk/client-sqs'),
  invalidInput: 'InvalidParameterValue',
  invalidToken: 'InvalidParameterValue',
  operations: {
    /** Without a page size it gives up to a thousand and no token. */
    ListQueues(
      { QueueNamePrefix = '', NextToken, MaxResults }: sdk.ListQueuesRequest,
      call: Call,
    ): sdk.ListQueuesResult {
      const { items, next } = page(call, call.estate.sqs.queues, {
        token: NextToken,
        size: MaxResults,
        max: 1000,
        where: ({ name }) => name.startsWith(QueueNamePrefix),
      })
      return {
        QueueUrls: items.map(({ name }) => urlOf(call, name)),
        NextToken: MaxResults === undefined ? undefined : next,
      }
    },

    GetQueueAttributes(input: sdk.GetQueueAttributesRequest, call: Call): sdk.GetQueueAttributesResult {
      const { attributes, name } = queueOf(call, input.QueueUrl)
      const wanted = input.AttributeNames ?? []
      const all = { QueueArn: arnOf(call, name), ...attributes }
      const asked = Object.entries(all).filter(([key]) => wanted.some((one) => one === 'All' || one === key))
      return { Attributes: Object.fromEntries(asked) }
    },

    ListDeadLetterSourceQueues(
      { QueueUrl, NextToken, MaxResults }: sdk.ListDeadLetterSourceQueuesRequest,
      call: Call,
    ): sdk.ListDeadLetterSourceQueuesResult {
      const target = `"deadLetterTargetArn":"${arnOf(call, queueOf(call, QueueUrl).name)}"`
      const { items, next } = page(call, call.estate.sqs.queues, {
        token: NextToken,
        size: MaxResults,
        max: 1000,
        where: ({ attributes }) => attributes.RedrivePolicy?.includes(target) ?? false,
      })
      return {
        queueUrls: items.map(({ name }) => urlOf(call, name)),
        NextToken: MaxResults === undefined ? undefined : next,
      }
    },
  },
}

function urlOf({ account, region }: Call, name: string): string {
  return `https://sqs.${region}.amazonaws.com/${account.id}/${name}`
}

function arnOf({ account, region }: Call, name: string): string {
  return `arn:aws:sqs:${region}:${account.id}:${name}`
}

function queueOf(call: Call, url: string | undefined): QueueEstate {
  const queue = call.estate.sqs.queues.find(({ name }) => urlOf(call, name) === url)
  if (!queue || call.fault === 'vanish') {
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.')
  }
  return queue
}
