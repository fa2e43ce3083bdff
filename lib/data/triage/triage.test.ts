import { beforeEach, describe, expect, test } from 'vitest'
import { listAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { type FindingDetail, findFinding } from '../findings/detail.ts'
import { findingFacets } from '../findings/facets.ts'
import type { FindingFilter } from '../findings/filter.ts'
import { listFindings } from '../findings/list.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestPerson } from '../testing/people.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { countTriageable, lastBulkTriage, triageMany, undoBulkTriage } from './bulk.ts'
import { listAssignees } from './people.ts'
import { triageFinding } from './triage.ts'

setupTestDatabase()

let operator: Viewer
const names = Array.from({ length: 12 }, (_, index) => `svc-${index}`)
const open: FindingFilter = { tab: 'open' }

beforeEach(async () => {
  await pool().query(
    'truncate aws_account, "user", outcome, finding, finding_event, resource, tally, api_call, bulk_triage cascade',
  )
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  operator = await addTestPerson('daly', 'operator')
  for (const account of [production, staging]) {
    await scanOf(
      names.map((name, index) =>
        containerOutcome(name, 'fail', { account, severity: index % 2 === 0 ? 'high' : 'medium' }),
      ),
      { account },
    )
  }
})

async function find(name: string, account = production): Promise<FindingDetail> {
  const { rows } = await pool().query('select fingerprint from finding where subject_name = $1 and account = $2', [
    `${name} / app`,
    account,
  ])
  const finding = await findFinding(administrator, rows[0].fingerprint)
  if (!finding) throw new Error(`no finding on ${name}`)
  return finding
}

/** How many open findings stand in each state: in the rows, and in the roll-up. */
async function states(filter: FindingFilter = open): Promise<Record<string, number>> {
  const { rows } = await listFindings(administrator, filter, undefined, { size: 200 })
  const counted = Object.fromEntries(
    [...Map.groupBy(rows, ({ triage }) => triage)].map(([k, list]) => [k, list.length]),
  )
  const { values } = await findingFacets(administrator, filter)
  expect(Object.fromEntries(values.triage.map(({ value, count }) => [value, count]))).toEqual(counted)
  return counted
}

describe('a finding', () => {
  test('is taken up, given to somebody and commented, beside what scans say of it', async () => {
    const { id } = await find('svc-0')
    await triageFinding(operator, id, { triage: 'in_progress', assignee: 'daly', comment: ' On it <b>now</b>. ' })
    expect(await find('svc-0')).toMatchObject({
      triage: 'in_progress',
      assignee: { id: 'daly', name: 'Daly' },
      status: 'fail',
      state: 'open',
    })
    const [first, second, third, last] = (await find('svc-0')).events.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    expect([first, second, last]).toMatchObject([
      { kind: 'assigned', assignee: 'Daly', actor: 'Daly' },
      { kind: 'comment', text: 'On it <b>now</b>.', actor: 'Daly' },
      { kind: 'triage', triage: 'in_progress', actor: 'Daly' },
    ])
    expect(third?.kind).toBe('opened')
    expect(await states()).toEqual({ in_progress: 1, new: 23 })
    expect((await listAudit(administrator)).rows[0]).toMatchObject({
      verb: 'finding.triage',
      target: `finding/${id}`,
      account: production,
      name: 'Daly',
    })
    await triageFinding(operator, id, { assignee: null })
    expect(await find('svc-0')).not.toHaveProperty('assignee')
  })

  test('that comes back is new again, and keeps who had it and what was said', async () => {
    const { id } = await find('svc-0')
    await triageFinding(operator, id, { triage: 'done', assignee: 'daly', comment: 'Fixed in the image.' })
    const rest = names.slice(1).map((name) => containerOutcome(name, 'fail'))
    await scanOf([containerOutcome('svc-0', 'pass'), ...rest], { at: '2026-11-22T09:00:00.000Z' })
    await expect(triageFinding(operator, id, { triage: 'new' })).rejects.toThrow('takes comments alone')
    await triageFinding(operator, id, { comment: 'Seen as fixed.' })
    await scanOf([containerOutcome('svc-0', 'fail'), ...rest], { at: '2026-11-22T10:00:00.000Z' })
    const finding = await find('svc-0')
    expect(finding).toMatchObject({ triage: 'new', assignee: { id: 'daly' }, state: 'open' })
    expect(finding.events.flatMap(({ text }) => text ?? []).toSorted()).toEqual([
      'Fixed in the image.',
      'Seen as fixed.',
    ])
  })

  test('is refused what is no change, too long, or meant for somebody who cannot have it', async () => {
    const { id } = await find('svc-0')
    await addTestPerson('eye', 'viewer')
    await addTestPerson('narrow', 'operator', [staging])
    await expect(triageFinding(operator, id, { comment: '  ' })).rejects.toThrow('Choose a state or somebody')
    await expect(triageFinding(operator, id, { triage: 'new', assignee: null })).rejects.toThrow('Choose a state')
    await expect(triageFinding(operator, id, { comment: 'x'.repeat(2_001) })).rejects.toThrow('2,000 characters')
    for (const assignee of ['eye', 'narrow', 'nobody']) {
      await expect(triageFinding(operator, id, { assignee })).rejects.toThrow('Choose somebody who may triage')
    }
    await expect(triageFinding(operator, 'F-999999', { triage: 'done' })).rejects.toThrow(
      'There is no finding F-999999',
    )
    expect((await listAssignees(operator, [staging])).map(({ name }) => name)).toEqual(['Daly', 'Narrow'])
    expect((await listAssignees(operator)).map(({ name }) => name)).toEqual(['Daly'])
  })

  test('is triaged by auditors and operators, in the accounts that they see', async () => {
    const { id } = await find('svc-0')
    await expect(triageFinding({ ...operator, role: 'viewer' }, id, { triage: 'done' })).rejects.toThrow('Your role')
    await expect(triageFinding({ ...operator, accounts: [staging] }, id, { triage: 'done' })).rejects.toThrow(
      'may not see',
    )
    await triageFinding({ ...operator, role: 'auditor' }, id, { triage: 'done' })
    expect(await states()).toEqual({ done: 1, new: 23 })
  })
})

describe('many findings', () => {
  test('are counted first, and changed in one statement: exactly those of the filter', async () => {
    const filter: FindingFilter = { tab: 'open', severities: ['high'], accounts: [production] }
    const count = await countTriageable(operator, filter)
    expect(count).toBe(6)
    const done = await triageMany(operator, filter, { triage: 'in_progress', assignee: 'daly' }, count)
    expect(done).toMatchObject({ count: 6, changed: 6 })
    expect(await states(filter)).toEqual({ in_progress: 6 })
    expect(await states()).toEqual({ in_progress: 6, new: 18 })
    expect((await listAudit(administrator)).rows[0]).toMatchObject({
      verb: 'finding.triage-many',
      target: `bulk/${done.id}`,
      after: { triage: 'in_progress', assignee: 'daly', count: 6 },
    })
  })

  test('can be chosen one by one', async () => {
    const chosen = [(await find('svc-1')).id, (await find('svc-2', staging)).id]
    await triageMany(operator, { tab: 'open', findings: chosen }, { triage: 'done' }, 2)
    expect(await states()).toEqual({ done: 2, new: 22 })
  })

  test('stay as they are when they are others than were counted', async () => {
    await expect(triageMany(operator, open, { triage: 'done' }, 23)).rejects.toThrow(
      'Now 24 findings match instead of 23',
    )
    expect(await states()).toEqual({ new: 24 })
    expect(await lastBulkTriage(operator)).toBeUndefined()
  })

  test('are put back as they were, but for those that somebody has changed since', async () => {
    const { id } = await find('svc-0')
    await triageFinding(operator, id, { triage: 'in_progress' })
    const bulk = await triageMany(operator, open, { triage: 'done', assignee: 'daly', comment: 'Wave one.' }, 24)
    const touched = (await find('svc-1')).id
    await triageFinding(operator, touched, { triage: 'in_progress' })
    expect(await lastBulkTriage(operator)).toMatchObject({ id: bulk.id, count: 24, undone: false })

    expect(await undoBulkTriage(operator, bulk.id)).toBe(24)
    expect(await states()).toEqual({ in_progress: 2, new: 22 })
    expect(await find('svc-0')).toMatchObject({ triage: 'in_progress' })
    expect(await find('svc-1'), 'its state was changed since, its assignee was not').toMatchObject({
      triage: 'in_progress',
    })
    expect(await find('svc-1')).not.toHaveProperty('assignee')
    expect(
      (await find('svc-2')).events.flatMap(({ text }) => text ?? []),
      'what was said stays',
    ).toEqual(['Wave one.'])
    expect((await listAudit(administrator)).rows[0]).toMatchObject({
      verb: 'finding.undo-triage',
      target: `bulk/${bulk.id}`,
    })
    await expect(undoBulkTriage(operator, bulk.id)).rejects.toThrow('Only your last change')
  })

  test('are put back by whoever changed them, and only the last time', async () => {
    const first = await triageMany(operator, open, { triage: 'in_progress' }, 24)
    const second = await triageMany(operator, open, { triage: 'done' }, 24)
    const other = await addTestPerson('reyes', 'auditor')
    await expect(undoBulkTriage(other, second.id)).rejects.toThrow('Only your last change')
    await expect(undoBulkTriage(operator, first.id)).rejects.toThrow('Only your last change')
    await undoBulkTriage(operator, second.id)
    expect(await states()).toEqual({ in_progress: 24 })
  })

  test('are only those that the person may see', async () => {
    const narrow = await addTestPerson('narrow', 'operator', [staging])
    expect(await countTriageable(narrow, open)).toBe(12)
    expect(await countTriageable(narrow, { ...open, accounts: [production, staging] })).toBe(12)
    await triageMany(narrow, open, { triage: 'done' }, 12)
    expect(await states({ tab: 'open', accounts: [production] })).toEqual({ new: 12 })
    await expect(triageMany({ ...narrow, role: 'viewer' }, open, { triage: 'new' }, 12)).rejects.toThrow('Your role')
  })

  test('that are resolved or could not be judged are not triaged', async () => {
    for (const tab of ['resolved', 'unknown', 'registered'] as const) {
      await expect(countTriageable(operator, { tab })).rejects.toThrow('Only open findings are triaged')
    }
  })
})
