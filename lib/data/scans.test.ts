import { beforeAll, expect, test } from 'vitest'
import { pool } from './client.ts'
import { cancelScan, claimNext, claimScan, createScan, endCancelled, failScan, saveProgress } from './scan-life.ts'
import { findScan, listActiveScans, listScans } from './scans.ts'
import { setupTestDatabase } from './testing/database.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  production,
  scanOf,
  staging,
  testCall,
  testGap,
} from './testing/scans.ts'

setupTestDatabase()

beforeAll(async () => {
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
})

const call = { ...testCall, count: 3, retried: 1, throttled: 1, bytes: 4_000_000_000, millis: 12.5 }

test('a finished scan shows counts, score, gaps, ledger and the scan before it', async () => {
  const outcomes = [containerOutcome('a', 'fail'), containerOutcome('b', 'pass'), containerOutcome('c', 'unknown')]
  const first = await scanOf(outcomes)
  const second = await scanOf([containerOutcome('a', 'pass'), ...outcomes.slice(1)], {
    gaps: [testGap],
    ledger: [call],
    calls: { total: 3, retried: 1, throttled: 1, denied: 0, failed: 0 },
  })
  const scan = await findScan(administrator, second.scan)
  expect(scan).toMatchObject({
    state: 'done',
    account: { id: production, alias: 'prod' },
    requestedBy: 'ada',
    coverage: 66,
    checkSet: { count: 3, hash: 'set-1' },
    outcomes: { pass: 2, unknown: 1 },
    changes: { opened: 0, changed: 0, reopened: 0, resolved: 1 },
    calls: { total: 3, throttled: 1 },
    gapCount: 1,
    gaps: [{ action: 'ecr:BatchGetImage' }],
    ledger: [{ ...call, millis: 13 }],
    previous: { id: first.scan, outcomes: { fail: 1, pass: 1, unknown: 1 } },
  })
  expect(scan).not.toHaveProperty('score')
  expect(scan).not.toHaveProperty('step')
})

test('a running scan shows its step and how many units are done', async () => {
  const id = await createScan(administrator, {
    account: staging,
    trigger: 'manual',
    settings: { regions: ['eu-west-1'] },
  })
  expect(await listActiveScans(administrator)).toMatchObject([{ id, state: 'queued' }])
  const claimed = await claimScan(id, 60)
  expect(claimed).toMatchObject({ attempt: 1, settings: { regions: ['eu-west-1'] }, account: { id: staging } })
  const unit = { region: 'eu-west-1', calls: 2, gaps: 0 }
  await saveProgress(id, 1, {
    step: 'collect',
    units: [
      {
        ...unit,
        collector: 'clusters',
        state: 'done',
        startedAt: '2026-11-22T08:00:00.000Z',
        finishedAt: '2026-11-22T08:00:01.000Z',
      },
      { ...unit, collector: 'services', state: 'running', startedAt: '2026-11-22T08:00:01.000Z', note: 'paced' },
    ],
  })
  await saveProgress(id, 1, { units: [{ ...unit, collector: 'services', state: 'done' }] })
  const scan = await findScan(administrator, id)
  expect(scan).toMatchObject({ step: 'collect', progress: { done: 2, total: 2 } })
  expect(scan?.units.map(({ collector, state }) => [collector, state])).toEqual([
    ['clusters', 'done'],
    ['services', 'done'],
  ])
  await failScan(id, 1, 'The role cannot be assumed: correct its trust policy.')
  expect(await findScan(administrator, id)).toMatchObject({
    state: 'failed',
    error: 'The role cannot be assumed: correct its trust policy.',
  })
})

test('scans are listed newest first, by account and state, page by page', async () => {
  const all = (await listScans(administrator)).rows.map(({ id }) => id)
  expect(all).toEqual(all.toSorted((a, b) => b - a))
  const failed = await listScans(administrator, { accounts: [staging], states: ['failed'] })
  expect(failed.rows).toHaveLength(1)
  const first = await listScans(administrator, {}, { size: 2 })
  const rest = await listScans(administrator, {}, { size: 2, after: first.next })
  expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all)
})

test('a scan waits for a worker while it is queued or its worker is dead, and not when it was cancelled', async () => {
  const id = await createScan(administrator, { account: staging, trigger: 'manual' })
  expect(await claimNext(60)).toMatchObject({ scan: id, attempt: 1 })
  expect(await claimNext(60)).toBeUndefined()
  await pool().query(`update scan set lease_until = now() - interval '1 second' where id = $1`, [id])
  expect(await claimNext(60, [id])).toBeUndefined()
  expect(await claimNext(60)).toMatchObject({ scan: id, attempt: 2 })
  await cancelScan(administrator, id)
  expect(await findScan(administrator, id)).toMatchObject({ state: 'running', cancelRequested: true })
  await endCancelled(id, 1)
  expect(await findScan(administrator, id)).toMatchObject({ state: 'running' })
  await endCancelled(id, 2)
  expect(await findScan(administrator, id)).toMatchObject({ state: 'cancelled' })
  await expect(cancelScan(administrator, id)).rejects.toThrow('has ended already')
  await expect(cancelScan(administrator, 999_999)).rejects.toThrow('There is no scan')
})

test('a cancelled scan whose worker is dead ends, so that the account can be scanned again', async () => {
  const id = await createScan(administrator, { account: staging, trigger: 'manual' })
  await claimScan(id, 60)
  await cancelScan(administrator, id)
  await pool().query(`update scan set lease_until = now() - interval '1 second' where id = $1`, [id])
  expect(await claimNext(60)).toBeUndefined()
  expect(await findScan(administrator, id)).toMatchObject({ state: 'cancelled' })
  await createScan(administrator, { account: staging, trigger: 'manual' })
})
