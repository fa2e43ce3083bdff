import { beforeAll, describe, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'
import type { Ledger } from './ledger.ts'
import { simulate } from './testing/simulated.ts'

const region = 'us-east-1'
const account = '111122223333'
const queue = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`

describe('what runs, deploys and limits the services of the sample account', () => {
  let inventory: Inventory
  let ledger: Ledger
  beforeAll(async () => {
    await using aws = await simulate()
    const collected = await aws.collect()
    inventory = collected.inventory
    ledger = collected.ledger
  })

  function records<S extends SectionName>(section: S): readonly Sections[S][] {
    const found: { readonly [region: string]: readonly Sections[S][] } | undefined = inventory.sections[section]
    return found?.[region] ?? []
  }
  const count = (action: string) => ledger.summary().byAction[action]?.count ?? 0

  test('alarms of what services use are kept with what composite ones say; those of functions are not', () => {
    const names = records('alarms').map(({ AlarmName }) => AlarmName)
    expect(names).toEqual(expect.arrayContaining(['payments-api-cpu', 'payments-api-5xx', 'payments-unwell']))
    expect(names).not.toContain('thumbnails-errors')
    expect(records('alarms').find(({ kind }) => kind === 'composite')).toMatchObject({
      AlarmRule: 'ALARM("payments-api-cpu") OR ALARM("payments-api-5xx")',
    })
  })

  test('scaling activities are those of the last 24 hours', () => {
    const day = Date.parse(inventory.takenAt) - 86_400_000
    const starts = records('scalingActivities').map(({ StartTime }) => Date.parse(StartTime))
    expect(starts).toHaveLength(8)
    expect(starts.every((start) => start >= day)).toBe(true)
  })

  test('stacks are those that clusters and services name, with their drift', () => {
    const drift = records('stacks').map((stack) => [stack.StackName, stack.DriftInformation?.StackDriftStatus])
    expect(drift.sort()).toEqual([
      ['models', 'DRIFTED'],
      ['payments', 'IN_SYNC'],
    ])
    expect(count('cloudformation:DescribeStacks')).toBe(2)
  })

  test('pipelines that deploy to ECS are kept with where they deploy, and nothing else of their configuration', () => {
    const pipelines = records('pipelines').toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(pipelines).toEqual([
      {
        name: 'checkout',
        providers: ['CodeBuild', 'CodeDeployToECS'],
        deployments: [{ provider: 'CodeDeployToECS', ApplicationName: 'payments', DeploymentGroupName: 'checkout' }],
      },
      {
        name: 'payments-api',
        providers: ['CodeBuild', 'ECS'],
        deployments: [{ provider: 'ECS', ClusterName: 'payments', ServiceName: 'payments-api' }],
      },
    ])
  })

  test('a quota is the account’s own where it has one, else the default', () => {
    const quotas = new Map(records('serviceQuotas').map((quota) => [quota.quotaKey, quota]))
    expect(quotas.get('fargate/L-3032A538')).toMatchObject({ Value: 200, applied: true })
    expect(quotas.get('fargate/L-36FBB829')).toMatchObject({ Value: 6, applied: false })
    // Of EC2 only those whose use is counted.
    expect(quotas.has('ec2/L-1216C47A')).toBe(true)
    expect(quotas.has('ec2/L-0263D0A3')).toBe(false)
  })

  test('queues that a variable names by URL or by name are asked for their attributes, with their dead-letter queues', () => {
    const queues = new Map(records('queues').map((one) => [one.QueueArn, one]))
    expect(queues.get(queue('messages'))).toMatchObject({
      attributes: { RedrivePolicy: { deadLetterTargetArn: queue('messages-dead'), maxReceiveCount: 5 } },
      namedBy: expect.arrayContaining([{ container: 'webhook-dispatcher#app', variable: 'MESSAGES_QUEUE_URL' }]),
    })
    expect(queues.get(queue('bounces'))?.attributes).toMatchObject({ isDeadLetterQueue: false })
    expect(queues.get(queue('messages-dead'))?.attributes).toMatchObject({ isDeadLetterQueue: true })
    expect(queues.get(queue('website-invalidations'))).toMatchObject({ namedBy: [] })
    expect(count('sqs:GetQueueAttributes')).toBe(3)
    expect(count('sqs:ListDeadLetterSourceQueues')).toBe(1)
  })

  test('that a repository has no lifecycle policy is a fact', () => {
    const byName = new Map(records('lifecyclePolicies').map((one) => [one.repositoryName, one.lifecyclePolicyText]))
    expect(byName.get('payments/payments-api')).toContain('imageCountMoreThan')
    expect([...byName.values()]).toContain(undefined)
    expect(inventory.gaps).toEqual([])
  })

  test('the load of a service is kept by the hour, with figures of its five-minute values outside rollouts', () => {
    const cpu = records('metrics').find(({ seriesKey }) => /^CPUUtilization\/.*\/ledger$/.test(seriesKey))
    expect(cpu).toMatchObject({ period: 3600, finest: { period: 300, max: 8 } })
    expect(cpu?.values).toHaveLength(14 * 24)
    expect(cpu?.finest?.count).toBeLessThanOrEqual(14 * 288)
    expect(cpu?.finest?.p50).toBeLessThan(cpu?.finest?.p95 ?? 0)
  })

  test('daemons of managed instances come with what they run, redacted', () => {
    expect(records('daemons')).toMatchObject([
      { status: 'ACTIVE', currentRevisions: [{ totalRunningCount: 3, enableExecuteCommand: false }] },
    ])
    const [definition] = records('daemonTaskDefinitions')
    expect(definition?.taskDefinitionArn).toBe(records('daemons')[0]?.currentRevisions[0]?.daemonTaskDefinitionArn)
    expect(definition).toMatchObject({ family: 'node-metrics', requiresCompatibilities: ['MANAGED_INSTANCES'] })
    expect(definition?.containerDefinitions[0]?.environment).toMatchObject([
      { name: 'LOG_LEVEL', value: { length: 4 } },
    ])
  })
})
