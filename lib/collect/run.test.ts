import { describe, expect, test } from 'vitest'
import { noHistory } from '#lib/inventory/history.ts'
import { defaultPolicy } from '#lib/inventory/policy.ts'
import { UnlistedAction } from './actions.ts'
import { type CollectContext, type Collector, defineCollector } from './collector.ts'
import { regionCollectors } from './collectors/index.ts'
import { CallError } from './failure.ts'
import { noRevisions } from './revision-cache.ts'
import { runCollectors } from './run.ts'
import { MalformedAnswer } from './shape.ts'

const region = 'us-east-1'
const clusterArn = 'arn:aws:ecs:us-east-1:111122223333:cluster/main'

const context: CollectContext = {
  account: '111122223333',
  partition: 'aws',
  region,
  scope: { clusters: [], services: [] },
  digestKey: 'test key',
  knownRevisions: noRevisions,
  call: () => Promise.reject(new Error('these collectors call nothing')),
  wait: () => Promise.reject(new Error('these collectors wait for nothing')),
  download: () => Promise.reject(new Error('these collectors download nothing')),
}
const head = {
  account: '111122223333',
  partition: 'aws',
  regions: [region],
  takenAt: '2026-01-01T00:00:00.000Z',
  policy: defaultPolicy,
  accountTags: {},
  history: noHistory,
}
const run = (...collectors: Collector[]) => runCollectors(collectors, { context, region, head })
const denied = (action: string) => new CallError(action, region, { kind: 'denied', code: 'AccessDeniedException' })

const services = defineCollector({ name: 'services', fills: ['services'], needs: ['clusters'], async collect() {} })

describe('a gap in what a collector needs', () => {
  test('is one in what it fills: it could not know what to ask for', async () => {
    const clusters = defineCollector({
      name: 'clusters',
      fills: ['clusters'],
      needs: [],
      async collect(_context, _look, out) {
        await out.read({ section: 'clusters' }, () => Promise.reject(denied('ecs:ListClusters')))
      },
    })
    const { gaps } = await run(clusters, services)
    const gap = { region, action: 'ecs:ListClusters', reason: 'denied', errorCode: 'AccessDeniedException' }
    expect(gaps).toEqual([
      { section: 'clusters', ...gap },
      { section: 'services', ...gap },
    ])
  })

  test('about one cluster concerns that cluster alone', async () => {
    const clusters = defineCollector({
      name: 'clusters',
      fills: ['clusters'],
      needs: [],
      async collect(_context, _look, out) {
        const lost = { section: 'clusters', resource: clusterArn } as const
        await out.read(lost, () => Promise.reject(denied('ecs:DescribeClusters')))
      },
    })
    const { gaps } = await run(clusters, services)
    expect(gaps.find(({ section }) => section === 'services')).toMatchObject({ within: clusterArn })
  })

  test('is none where the collector asks for everything anyway', async () => {
    const clusters = defineCollector({
      name: 'clusters',
      fills: ['clusters'],
      needs: [],
      async collect(_context, _look, out) {
        await out.read({ section: 'clusters' }, () => Promise.reject(denied('ecs:ListClusters')))
      },
    })
    const vpcs = defineCollector({
      name: 'vpcs',
      fills: ['vpcs'],
      needs: ['clusters'],
      inherits: [],
      async collect() {},
    })
    const { gaps } = await run(clusters, vpcs)
    expect(gaps.map(({ section }) => section)).toEqual(['clusters'])
  })
})

test('a collector that breaks leaves gaps in all it fills, and the others run on', async () => {
  const broken = defineCollector({
    name: 'broken',
    fills: ['loadBalancers', 'targetGroups'],
    needs: [],
    async collect() {
      throw new RangeError('a surprise')
    },
  })
  const working = defineCollector({
    name: 'working',
    fills: ['families'],
    needs: [],
    async collect(_context, _look, out) {
      out.add('families', 'ecs:ListTaskDefinitions', [{ family: 'web', activeRevisions: [1] }], (family) => family)
    },
  })
  const { gaps, sections } = await run(broken, working)
  expect(gaps).toEqual([
    expect.objectContaining({ section: 'loadBalancers', reason: 'failed', errorCode: 'RangeError' }),
    expect.objectContaining({ section: 'targetGroups', reason: 'failed', errorCode: 'RangeError' }),
  ])
  expect(sections.families).toHaveLength(1)
  expect(sections.loadBalancers).toEqual([])
})

test('an action that may not be sent ends the scan: it is no fault of AWS', async () => {
  const wrong = defineCollector({
    name: 'wrong',
    fills: ['clusters'],
    needs: [],
    async collect() {
      throw new UnlistedAction('ecs:DeleteCluster')
    },
  })
  await expect(run(wrong)).rejects.toThrow('ecs:DeleteCluster is not an action this product may send')
})

test('a record without its essential fields is a gap beside the ones that have them', async () => {
  const clusters = defineCollector({
    name: 'families',
    fills: ['families'],
    needs: [],
    async collect(_context, _look, out) {
      out.add('families', 'ecs:ListTaskDefinitions', ['web', ''], (family) => {
        if (family === '') throw new MalformedAnswer('family')
        return { family, activeRevisions: [1] }
      })
    },
  })
  const { gaps, sections } = await run(clusters)
  expect(sections.families).toEqual([{ family: 'web', activeRevisions: [1] }])
  expect(gaps).toEqual([
    {
      section: 'families',
      region,
      action: 'ecs:ListTaskDefinitions',
      reason: 'malformed',
      errorCode: 'Missing.family',
    },
  ])
})

test('an item that two pages repeat is one record, and records stand in the order of their keys', async () => {
  const families = defineCollector({
    name: 'families',
    fills: ['families'],
    needs: [],
    async collect(_context, _look, out) {
      const read = ['web', 'api', 'web'].map((family) => ({ family, activeRevisions: [1] }))
      out.add('families', 'ecs:ListTaskDefinitions', read, (family) => family)
    },
  })
  const { sections } = await run(families)
  expect(sections.families?.map(({ family }) => family)).toEqual(['api', 'web'])
})

test('a collector stands after those that fill what it needs, and no section has two', () => {
  const filled = new Set<string>()
  for (const { name, needs, fills } of regionCollectors) {
    expect(
      needs.filter((section) => !filled.has(section)),
      name,
    ).toEqual([])
    expect(
      fills.filter((section) => filled.has(section)),
      name,
    ).toEqual([])
    for (const section of fills) filled.add(section)
  }
})
