import { shortName } from '#lib/inventory/derived/arn.ts'
import { definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { type UsageSection, usageReads, usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import { digestOf } from '#lib/inventory/redact/classify.ts'
import type { Queue } from '#lib/inventory/types/messaging.ts'
import { type CollectContext, defineCollector, forEachOf, provablyEmpty } from '../collector.ts'
import { CallError } from '../failure.ts'

const section = 'queues'
const gone = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'] as const
const attributeNames = ['QueueArn', 'RedrivePolicy', 'VisibilityTimeout', 'ApproximateNumberOfMessages'] as const

type NamedBy = Queue['namedBy']
type Listed = Pick<Queue, 'QueueArn' | 'QueueUrl' | 'queueName'>

/**
 * Queues of the region. Those that an environment variable in use names, and the dead-letter queues of these, are asked
 * for their attributes. Values of variables are not kept: a queue is found by the digests of what it may be called.
 */
export const queues = defineCollector({
  name: 'sqs-queues',
  fills: [section],
  needs: usageReads,
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions'],
  async collect(context, look, out) {
    if (provablyEmpty(look, 'taskDefinitions')) return
    const { account, partition, region, digestKey } = context
    const urls = await out.list(
      { section },
      {
        action: 'sqs:ListQueues',
        input: (NextToken) => ({ MaxResults: 1000, NextToken }),
        items: ({ QueueUrls }) => QueueUrls,
        next: ({ NextToken }) => NextToken,
      },
    )
    const all = urls.map((QueueUrl): Listed => {
      const queueName = shortName(QueueUrl)
      return { QueueUrl, queueName, QueueArn: `arn:${partition}:sqs:${region}:${account}:${queueName}` }
    })
    const named = namedQueues(all, variablesInUse(look), digestKey)
    const asked = new Map<string, Queue>()

    async function ask(queue: Listed, isTarget: boolean): Promise<void> {
      const lost = { section, resource: queue.QueueArn, gone } as const
      const attributes = await out.read(lost, () => readAttributes(context, queue.QueueUrl, isTarget))
      if (attributes) asked.set(queue.QueueArn, { ...queue, attributes, namedBy: named.get(queue.QueueArn) ?? [] })
    }
    const used = all.filter(({ QueueArn }) => named.has(QueueArn))
    await forEachOf(used, (queue) => ask(queue, false))
    const targets = new Set([...asked.values()].map(({ attributes }) => attributes?.RedrivePolicy?.deadLetterTargetArn))
    const unasked = all.filter(({ QueueArn }) => targets.has(QueueArn) && !named.has(QueueArn))
    await forEachOf(unasked, (queue) => ask(queue, true))

    const others = all.filter(({ QueueArn }) => !named.has(QueueArn) && !targets.has(QueueArn))
    out.add(section, 'sqs:ListQueues', others, (queue) => ({ ...queue, namedBy: [] }))
    out.add(section, 'sqs:GetQueueAttributes', [...asked.values()], (queue) => queue)
  },
})

/** `isTarget`: another queue is known to send it what it could not deliver. @throws CallError */
async function readAttributes(
  { call, region }: CollectContext,
  QueueUrl: string,
  isTarget: boolean,
): Promise<Queue['attributes']> {
  const action = 'sqs:GetQueueAttributes'
  const { Attributes = {} } = await call(action, { QueueUrl, AttributeNames: [...attributeNames] })
  const RedrivePolicy = redriveOf(Attributes.RedrivePolicy)
  if (RedrivePolicy === 'malformed') throw new CallError(action, region, { kind: 'malformed', code: 'RedrivePolicy' })
  // Only one without a policy of its own may be excused as a dead-letter queue.
  const asksSources = !isTarget && !RedrivePolicy
  const sources = asksSources ? await call('sqs:ListDeadLetterSourceQueues', { QueueUrl, MaxResults: 1 }) : undefined
  return {
    RedrivePolicy,
    VisibilityTimeout: countOf(Attributes.VisibilityTimeout),
    ApproximateNumberOfMessages: countOf(Attributes.ApproximateNumberOfMessages),
    isDeadLetterQueue: isTarget || (sources?.queueUrls ?? []).length > 0,
  }
}

interface Redrive {
  deadLetterTargetArn: string
  maxReceiveCount: number
}

/** SQS writes the policy as JSON text, its count as a number or as text. */
function redriveOf(text: string | undefined): Redrive | 'malformed' | undefined {
  if (text === undefined) return undefined
  const policy = parsed(text)
  if (typeof policy !== 'object' || policy === null) return 'malformed'
  const { deadLetterTargetArn, maxReceiveCount }: { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown } = policy
  const count = Number(maxReceiveCount)
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(count)) return 'malformed'
  return { deadLetterTargetArn, maxReceiveCount: count }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function countOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

/** Environment variables of revisions in use, by the digest of their value. */
function variablesInUse(look: Look<UsageSection>): ReadonlyMap<string, NamedBy> {
  const uses = look.once(usesByRevision)
  const found = new Map<string, NamedBy>()
  for (const { taskDefinitionArn, family, containerDefinitions } of look.once(definitionsByArn).values()) {
    if (!uses.has(taskDefinitionArn)) continue
    for (const { name, environment } of containerDefinitions) {
      for (const variable of environment) {
        const { digest } = variable.value
        if (!digest) continue
        const known = found.get(digest) ?? []
        found.set(digest, [...known, { container: `${family}#${name}`, variable: variable.name }])
      }
    }
  }
  return found
}

/** Queues that a variable names by URL, ARN or name, by the queue's ARN. */
function namedQueues(
  queues: readonly Listed[],
  variables: ReadonlyMap<string, NamedBy>,
  digestKey: string,
): ReadonlyMap<string, NamedBy> {
  return new Map(
    queues.flatMap(({ QueueArn, QueueUrl, queueName }): [string, NamedBy][] => {
      const names = [QueueUrl, QueueArn, queueName].map((name) => digestOf(name, digestKey))
      const by = names.flatMap((digest) => variables.get(digest) ?? [])
      return by.length > 0 ? [[QueueArn, by]] : []
    }),
  )
}
