import { beforeEach, describe, expect, test } from 'vitest'
import { pool } from '../client.ts'
import { cancelScan, claimScan, createScan, failScan, renewLease, saveProgress } from '../scan-life.ts'
import { StaleAttempt } from '../stale-attempt.ts'
import { setupTestDatabase } from '../testing/database.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  evaluationOf,
  production,
  scanOf,
  testChecks,
} from '../testing/scans.ts'
import { storeScan } from './store-scan.ts'

setupTestDatabase()

beforeEach(async () => {
  await pool().query('truncate aws_account, outcome, finding, finding_event, resource, tally, api_call cascade')
  await addTestAccount(production, 'prod')
})

const failing = containerOutcome('payments', 'fail')
const passing = containerOutcome('ledger', 'pass')

describe('what a scan writes', () => {
  test('a first scan stores its outcomes, opens a finding for each failure in use and writes one event for it', async () => {
    const stored = await scanOf([failing, passing, containerOutcome('old', 'fail', { usage: 'registered' })])
    expect(stored).toMatchObject({ opened: 1, changed: 0, reopened: 0, resolved: 0 })
    expect(await rows('select status, usage from outcome order by status, usage')).toEqual([
      { status: 'fail', usage: 'running' },
      { status: 'fail', usage: 'registered' },
      { status: 'pass', usage: 'running' },
    ])
    expect(await rows('select fingerprint, state, message from finding')).toEqual([
      { fingerprint: failing.fingerprint, state: 'open', message: 'payments runs as root.' },
    ])
    expect(await rows('select kind, detail from finding_event')).toEqual([
      { kind: 'opened', detail: { severity: 'medium', reasons: failing.reasons } },
    ])
  })

  test('the same scan again writes no outcome, no finding and no event', async () => {
    await scanOf([failing, passing])
    const before = await fingerprintOfTables()
    const again = await scanOf([failing, passing], { at: '2026-11-23T08:00:00.000Z' })
    expect(again.rowsWritten).toBe(0)
    expect(await fingerprintOfTables()).toEqual(before)
  })

  test('characters that Postgres cannot hold keep no scan from being stored, and change nothing the next time', async () => {
    const typed = 'a\0b \ud800 c'
    const [reason] = failing.reasons
    if (!reason) throw new Error('it fails for a reason')
    const hostile = {
      ...failing,
      reasons: [{ ...reason, text: typed, evidence: [{ path: 'labels', value: { [typed]: [typed, null] } }] }],
    }
    const arn = failing.subject.arn ?? ''
    const resource = { key: arn, type: 'task-definition', name: 'payments', arn, region: 'eu-west-1', exposed: false }
    const resources = [{ ...resource, relations: [], tags: { [typed]: typed }, owner: typed }]
    expect(await scanOf([hostile, passing], { resources })).toMatchObject({ opened: 1 })
    expect(await scanOf([hostile, passing], { resources })).toMatchObject({ rowsWritten: 0 })
    const stored = 'a\ufffdb \ufffd c'
    expect(await rows('select message from finding')).toEqual([{ message: stored }])
    expect(await rows(`select detail #> '{reasons,0,evidence,0,value}' as value from finding_event`)).toEqual([
      { value: { [stored]: [stored, null] } },
    ])
    const other = { ...hostile, reasons: [{ ...reason, text: `${typed}!` }] }
    expect(await scanOf([other, passing], { resources })).toMatchObject({ changed: 1 })
    expect(await rows('select owner, tags from resource where owner is not null')).toEqual([
      { owner: stored, tags: { [stored]: stored } },
    ])
  })

  test('a new revision with the same fault changes the outcome and writes no event', async () => {
    await scanOf([failing])
    const moved = { ...failing, reasons: failing.reasons.map((reason) => ({ ...reason, part: 'payments:2' })) }
    expect(await scanOf([moved])).toMatchObject({ rowsWritten: 1, changed: 0 })
    expect(await rows('select kind from finding_event')).toEqual([{ kind: 'opened' }])
  })

  test('a finding that comes back keeps its number and first seen, and returns to triage', async () => {
    await scanOf([failing], { at: '2026-11-01T08:00:00.000Z' })
    await pool().query(`update finding set triage = 'done'`)
    await scanOf([containerOutcome('payments', 'pass')], { at: '2026-11-02T08:00:00.000Z' })
    expect(await rows('select state, resolved_reason from finding')).toEqual([
      { state: 'resolved', resolved_reason: 'fixed' },
    ])
    await scanOf([failing], { at: '2026-11-03T08:00:00.000Z' })
    expect(await rows('select number::int, state, first_seen, reopened, triage, resolved_at from finding')).toEqual([
      {
        number: expect.any(Number),
        state: 'open',
        first_seen: new Date('2026-11-01T08:00:00.000Z'),
        reopened: 1,
        triage: 'new',
        resolved_at: null,
      },
    ])
    expect(await rows('select kind from finding_event order by at')).toEqual([
      { kind: 'opened' },
      { kind: 'resolved' },
      { kind: 'reopened' },
    ])
  })

  test('a subject that is provably gone is removed and its finding resolved as deleted', async () => {
    await scanOf([failing, passing])
    await scanOf([passing])
    expect(await rows('select resolved_reason from finding')).toEqual([{ resolved_reason: 'deleted' }])
    expect(await rows('select fingerprint from outcome')).toEqual([{ fingerprint: passing.fingerprint }])
  })

  test('a subject that was not observed stays as it is', async () => {
    await scanOf([failing, passing])
    expect(await scanOf([], { complete: [] })).toMatchObject({ rowsWritten: 0, resolved: 0 })
    expect(await rows('select state from finding')).toEqual([{ state: 'open' }])
  })

  test('the roll-up counts what is there after every scan', async () => {
    await scanOf([failing, passing])
    await scanOf([containerOutcome('payments', 'unknown'), passing])
    expect(await rows('select status, state, count from tally order by status')).toEqual([
      { status: 'pass', state: 'none', count: 1 },
      { status: 'unknown', state: 'open', count: 1 },
    ])
    await scanOf([containerOutcome('payments', 'pass'), passing])
    expect(await rows('select status, state, count from tally order by state')).toEqual([
      { status: 'pass', state: 'none', count: 1 },
      { status: 'pass', state: 'resolved', count: 1 },
    ])
  })

  test('gaps are joined per action and place, with what they hide', async () => {
    const gap = { section: 'imageConfigs', region: 'eu-west-1', action: 'ecr:BatchGetImage', reason: 'denied' } as const
    await scanOf([containerOutcome('a', 'unknown'), containerOutcome('b', 'unknown')], {
      gaps: [
        { ...gap, resource: 'b', errorCode: 'AccessDeniedException' },
        { ...gap, resource: 'a', errorCode: 'AccessDeniedException' },
      ],
    })
    expect(await rows('select action, resources, checks, unknown from gap')).toEqual([
      { action: 'ecr:BatchGetImage', resources: ['a', 'b'], checks: ['ctr-non-root-user'], unknown: 2 },
    ])
  })

  test('a renamed check keeps the life of its findings', async () => {
    await scanOf([failing], { at: '2026-11-01T08:00:00.000Z' })
    const [, ...others] = testChecks
    const checks = [{ id: 'ctr-user', pillar: 'security', severity: 'medium' as const, aliases: ['ctr-non-root-user'] }]
    const renamed = containerOutcome('payments', 'fail', { check: 'ctr-user' })
    const stored = await scanOf([renamed], {
      checks: [...checks, ...others],
      checkSet: { count: 3, hash: 'set-2' },
    })
    expect(stored).toMatchObject({ opened: 0, resolved: 0 })
    expect(await rows('select fingerprint, check_id, first_seen from finding')).toEqual([
      { fingerprint: renamed.fingerprint, check_id: 'ctr-user', first_seen: new Date('2026-11-01T08:00:00.000Z') },
    ])
    expect(await rows('select check_id from outcome')).toEqual([{ check_id: 'ctr-user' }])
  })
})

describe('who may write', () => {
  test('an attempt that was taken over can neither store, nor fail the scan, nor show progress', async () => {
    const scan = await createScan(administrator, { account: production, trigger: 'manual' })
    const stale = await claimScan(scan, 60)
    await pool().query(`update scan set lease_until = now() - interval '1 second'`)
    const current = await claimScan(scan, 60)
    expect([stale?.attempt, current?.attempt]).toEqual([1, 2])
    await expect(store(scan, 1)).rejects.toThrow(StaleAttempt)
    expect(await rows('select 1 from outcome')).toEqual([])
    await failScan(scan, 1, 'No.')
    await saveProgress(scan, 1, { step: 'store' })
    expect(await renewLease(scan, 1, 60)).toBe('lost')
    expect(await rows('select state, step from scan')).toEqual([{ state: 'running', step: 'assume-role' }])
    await store(scan, 2)
    expect(await rows('select state from scan')).toEqual([{ state: 'done' }])
  })

  test('a scan under a living lease cannot be claimed, and one account never has two', async () => {
    const scan = await createScan(administrator, { account: production, trigger: 'manual' })
    await claimScan(scan, 60)
    expect(await claimScan(scan, 60)).toBeUndefined()
    await expect(createScan(administrator, { account: production, trigger: 'manual' })).rejects.toThrow(
      'already running',
    )
  })

  test('a cancelled scan cannot be stored, and earlier results stay', async () => {
    await scanOf([failing])
    const scan = await createScan(administrator, { account: production, trigger: 'manual' })
    await claimScan(scan, 60)
    await cancelScan(administrator, scan)
    expect(await renewLease(scan, 1, 60)).toBe('cancelled')
    await expect(store(scan, 1)).rejects.toThrow(StaleAttempt)
    expect(await rows('select state from finding')).toEqual([{ state: 'open' }])
  })

  test('a store that fails half-way leaves nothing behind', async () => {
    const scan = await createScan(administrator, { account: production, trigger: 'manual' })
    await claimScan(scan, 60)
    const ledger = [{ action: 'ecs:ListClusters', region: 'eu-west-1', ...calls(1) }]
    await expect(store(scan, 1, { ledger: [...ledger, ...ledger] })).rejects.toThrow()
    expect(await rows('select 1 from outcome')).toEqual([])
    expect(await rows('select state from scan')).toEqual([{ state: 'running' }])
    await store(scan, 1, { ledger })
    expect(await rows('select count from api_call')).toEqual([{ count: 1 }])
  })
})

function store(scan: number, attempt: number, more: object = {}) {
  return storeScan({
    scan,
    attempt,
    at: '2026-11-22T08:00:00.000Z',
    regions: ['eu-west-1'],
    evaluation: evaluationOf([failing]),
    checks: testChecks,
    checkSet: { count: 3, hash: 'set-1' },
    gaps: [],
    ledger: [],
    calls: {},
    resources: { resources: [], complete: new Set() },
    ...more,
  })
}

function calls(count: number) {
  return { count, retried: 0, throttled: 0, denied: 0, failed: 0, bytes: 0, millis: 0 }
}

async function rows(sql: string): Promise<unknown[]> {
  return (await pool().query(sql)).rows
}

/** Content and physical place of every row: a rewritten row has another place even when it says the same. */
async function fingerprintOfTables(): Promise<unknown[]> {
  return rows(`select 'outcome', ctid::text, outcome::text from outcome union all
    select 'finding', ctid::text, finding::text from finding union all
    select 'event', ctid::text, finding_event::text from finding_event union all
    select 'tally', ctid::text, tally::text from tally order by 1, 2`)
}
