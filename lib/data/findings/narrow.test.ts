import { beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { everyPage } from '../testing/estate.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  production,
  scanOf,
  staging,
  testChecks,
} from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { countFindings, findingFacets } from './facets.ts'
import { groupFindingsByCheck } from './groups.ts'
import { listFindings } from './list.ts'

const delay = 'dep-deregistration-delay'
const limited: Viewer = { userId: 'lim', role: 'viewer', accounts: [staging] }

/** Thirty families fail two checks of security, and one fails that of deployment. */
function outcomesOf(account: string): Outcome[] {
  const names = Array.from({ length: 30 }, (_, index) => `svc-${String(index).padStart(2, '0')}`)
  const secure = names.flatMap((name) =>
    (['ctr-non-root-user', 'scr-no-plaintext-env'] as const).map((check) =>
      containerOutcome(name, 'fail', { account, check, severity: check === 'ctr-non-root-user' ? 'medium' : 'high' }),
    ),
  )
  return [...secure, containerOutcome('svc-07', 'fail', { account, check: delay, severity: 'low' })]
}

setupTestDatabase()
beforeAll(async () => {
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  await scanOf(outcomesOf(production), { account: production })
  await scanOf(outcomesOf(staging), { account: staging })
}, 60_000)

describe('a filter by pillar', () => {
  test('finds those of a pillar with few among many of others', async () => {
    const rows = await everyPage({ tab: 'open', pillars: ['deployment'] })
    expect(rows.map(({ check, account }) => [check, account.id]).toSorted()).toEqual([
      [delay, production],
      [delay, staging],
    ])
    expect(await everyPage({ tab: 'open', pillars: ['deployment'] }, { by: 'resource' })).toHaveLength(2)
  })

  test('finds those of a pillar with nearly all, and of several pillars', async () => {
    expect(await everyPage({ tab: 'open', pillars: ['security'] })).toHaveLength(120)
    expect(await everyPage({ tab: 'open', pillars: ['security', 'deployment'] })).toHaveLength(122)
  })

  test('holds with other conditions: a check of another pillar, a severity it does not have, an account', async () => {
    const open = { tab: 'open', pillars: ['deployment'] } as const
    expect(await everyPage({ ...open, checks: ['ctr-non-root-user'] })).toEqual([])
    expect(await everyPage({ ...open, severities: ['critical'] })).toEqual([])
    expect(await everyPage({ ...open, severities: ['low'], accounts: [staging] })).toHaveLength(1)
    expect((await listFindings(limited, open)).rows.map(({ account }) => account.id)).toEqual([staging])
    expect(await everyPage({ ...open, text: 'svc-08' })).toEqual([])
    expect(await countFindings(administrator, { ...open, text: 'svc-07' })).toEqual({ count: 2, more: false })
  })

  test('after a place in another list, one that holds nothing is empty', async () => {
    const { next } = await listFindings(administrator, { tab: 'open' }, undefined, { size: 2 })
    const page = await listFindings(administrator, { tab: 'open', pillars: ['nothing'] }, undefined, { after: next })
    expect(page).toEqual({ rows: [] })
  })

  test('groups them by check as the list has them', async () => {
    const groups = await groupFindingsByCheck(administrator, { tab: 'open', pillars: ['deployment'] })
    expect(groups).toMatchObject([{ check: delay, findings: 2, accounts: 2 }])
  })
})

describe('in the order of resources', () => {
  test('findings of a resource stand together, the resources by name, in both directions', async () => {
    for (const descending of [false, true]) {
      const rows = await everyPage({ tab: 'open' }, { by: 'resource', descending })
      const names = rows.map(({ subject }) => subject.name)
      expect(names).toEqual(descending ? names.toSorted().toReversed() : names.toSorted())
      const resources = rows.map(({ resource }) => resource)
      expect(resources.filter((resource, index) => resource !== resources[index - 1])).toHaveLength(60)
    }
  })

  test('a filter leaves out what it asks not for, and a viewer sees one account alone', async () => {
    const filter = { tab: 'open', checks: ['scr-no-plaintext-env'] } as const
    expect(await everyPage(filter, { by: 'resource' })).toHaveLength(60)
    expect((await listFindings(limited, filter, { by: 'resource' })).rows).toHaveLength(30)
    expect((await listFindings(limited, { tab: 'open' }, { by: 'resource' }, { size: 200 })).rows).toHaveLength(61)
  })
})

test('what a check found follows it to another pillar at the next scan of its account', async () => {
  const moved = testChecks.map((check) => (check.id === delay ? { ...check, pillar: 'operations' } : check))
  await scanOf(outcomesOf(production), {
    account: production,
    at: '2026-11-23T08:00:00.000Z',
    checks: moved,
    checkSet: { count: moved.length, hash: 'set-2' },
  })
  for (const pillar of ['operations', 'deployment']) {
    const rows = await everyPage({ tab: 'open', pillars: [pillar] })
    expect(rows.map(({ check, account, pillar: shown }) => [check, account.id, shown])).toEqual([
      [delay, pillar === 'operations' ? production : staging, pillar],
    ])
  }
  const { values } = await findingFacets(administrator, { tab: 'open', checks: [delay] })
  expect(values.pillar.filter(({ value }) => value !== 'security')).toEqual([
    { value: 'deployment', count: 1 },
    { value: 'operations', count: 1 },
  ])
})
