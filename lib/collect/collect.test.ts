import { describe, expect, test } from 'vitest'
import { sectionNames } from '#lib/inventory/sections.ts'
import { emptyRegion } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { planted } from '#simulator/estates/sample/planted-secrets.ts'
import { grantedActions } from './actions.ts'
import { moments, recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

describe('the sample account', () => {
  test('is read whole: no gap, and records in every section', async () => {
    await using aws = await simulate()
    const { inventory, regions } = await aws.collect({ regions: [] })
    expect(inventory.gaps).toEqual([])
    expect(sectionNames.filter((section) => Object.keys(recordsOf(inventory, section)).length === 0)).toEqual([])
    expect(inventory).toMatchObject({ account: '111122223333', partition: 'aws', regions: ['eu-west-1', 'us-east-1'] })
    expect(regions.map(({ enabled }) => enabled)).toEqual([true, true])
  })

  test('is read with exactly the actions that the role is granted', async () => {
    await using aws = await simulate()
    await aws.collect({ regions: [] })
    const sent = new Set((await aws.calls()).map(({ action }) => action))
    sent.delete('sts:AssumeRole')
    expect([...sent].sort()).toEqual(grantedActions)
  })

  test('is described once: no revision, task or service is asked for twice', async () => {
    await using aws = await simulate()
    const { inventory, ledger } = await aws.collect()
    const count = (action: string) => ledger.summary().byAction[action]?.count
    expect(count('ecs:DescribeTaskDefinition')).toBe(Object.keys(recordsOf(inventory, 'taskDefinitions')).length)
    expect(count('ecs:DescribeClusters')).toBe(1)
    expect(count('elasticloadbalancing:DescribeTargetGroupAttributes')).toBe(
      Object.keys(recordsOf(inventory, 'targetGroupAttributes')).length,
    )
    expect(ledger.summary().total).toBe((await aws.calls()).length)
  })

  test('leaves no planted secret in its inventory', async () => {
    await using aws = await simulate()
    const { inventory } = await aws.collect({ regions: [] })
    const text = JSON.stringify(inventory)
    const secrets = Object.values(planted).flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  test('gives an inventory that is frozen, and the same before and after storing it as JSON', async () => {
    await using aws = await simulate()
    const { inventory } = await aws.collect()
    const records = Object.values(inventory.sections).flatMap((regions) => Object.values(regions).flat())
    expect([inventory, inventory.gaps, ...records].every(Object.isFrozen)).toBe(true)
    expect(JSON.parse(JSON.stringify(inventory))).toStrictEqual(inventory)
  })

  test('is the same to the letter when it is read twice', async () => {
    await using aws = await simulate()
    const [first, second] = [await aws.collect(), await aws.collect()]
    const letters = (name: string, value: unknown) => (moments.includes(name) ? undefined : value)
    expect(JSON.stringify(second.inventory, letters)).toBe(JSON.stringify(first.inventory, letters))
  })
})

test('a region without clusters costs two calls', async () => {
  const build: typeof buildSample = (options) => {
    const [production, ...others] = buildSample(options).accounts
    if (!production) throw new Error('no account')
    const regions = { ...production.regions, 'ap-south-1': emptyRegion() }
    return { accounts: [{ ...production, enabledRegions: Object.keys(regions), regions }, ...others] }
  }
  await using aws = await simulate({ build })
  const { inventory } = await aws.collect({ regions: ['ap-south-1'] })
  expect(inventory.gaps).toEqual([])
  const there = (await aws.calls()).filter(({ region }) => region === 'ap-south-1').map(({ action }) => action)
  expect(there.sort()).toEqual(['ecs:ListClusters', 'ecs:ListTaskDefinitions'])
})

describe('a scope', () => {
  test('of one cluster reads that cluster and what its services run', async () => {
    await using aws = await simulate()
    const everything = (await aws.collect()).inventory
    const service = everything.sections.services?.['us-east-1']?.[0]
    const name = service?.clusterArn.split('/')[1] ?? ''
    const { inventory } = await aws.collect({ scope: { clusters: [name] } })
    expect(Object.keys(recordsOf(inventory, 'clusters'))).toEqual([service?.clusterArn])
    const services = Object.keys(recordsOf(inventory, 'services'))
    expect(services).toContain(service?.serviceArn)
    expect(services.every((arn) => arn.includes(`/${name}/`))).toBe(true)
    expect(Object.keys(recordsOf(inventory, 'taskDefinitions')).length).toBeLessThan(
      Object.keys(recordsOf(everything, 'taskDefinitions')).length,
    )
  })

  test('of one service reads its tasks and no others', async () => {
    await using aws = await simulate()
    const everything = (await aws.collect()).inventory
    const service = everything.sections.services?.['us-east-1']?.find((one) => one.runningCount > 0)
    const { inventory } = await aws.collect({ scope: { services: [service?.serviceArn ?? ''] } })
    expect(Object.keys(recordsOf(inventory, 'services'))).toEqual([service?.serviceArn])
    const groups = inventory.sections.tasks?.['us-east-1']?.map((task) => task.group)
    expect(new Set(groups)).toEqual(new Set([`service:${service?.serviceName}`]))
  })

  test('that names what is not there is refused by name', async () => {
    await using aws = await simulate()
    await expect(aws.collect({ scope: { clusters: ['no-such-cluster'] } })).rejects.toMatchObject({
      kind: 'not-found',
      sentence: expect.stringContaining('cluster no-such-cluster'),
    })
  })
})

test('a cancelled scan ends with the reason it was cancelled for', async () => {
  await using aws = await simulate()
  const cancel = new AbortController()
  const scan = aws.collect({
    signal: cancel.signal,
    onProgress: (_unit, state) => {
      if (state === 'done') cancel.abort(new Error('cancelled by a person'))
    },
  })
  await expect(scan).rejects.toThrow('cancelled by a person')
  const sent = (await aws.calls()).length
  expect(sent).toBeLessThan(100)
})

test('every unit of work is announced when it begins and when it ends', async () => {
  await using aws = await simulate()
  const states = new Map<string, string[]>()
  await aws.collect({
    onProgress: ({ region, collector }, state) => {
      const key = `${region} ${collector}`
      states.set(key, [...(states.get(key) ?? []), state])
    },
  })
  expect(states.get('global iam')).toEqual(['planned', 'started', 'done'])
  expect(states.get('us-east-1 ecs-clusters')).toEqual(['planned', 'started', 'done'])
  expect([...states].filter(([, all]) => all.join() !== 'planned,started,done')).toEqual([])
})
