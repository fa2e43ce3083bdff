import { beforeAll, expect, test } from 'vitest'
import { addAccount, findAccount } from '#lib/data/accounts.ts'
import { pool } from '#lib/data/client.ts'
import { type ClaimedScan, cancelScan, claimScan, createScan } from '#lib/data/scan-life.ts'
import { findScan, listScans } from '#lib/data/scans.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { LEASE_SECONDS } from './keep-lease.ts'
import { runScan, ShuttingDown } from './run-scan.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { operator, production, setupSample } from './testing/sample.ts'

setupTestDatabase()
const aws = setupSample({ latency: 20 })

beforeAll(async () => {
  const { id, alias, roleArn, externalId } = aws.account(production)
  await addAccount(operator, { id, alias, kind: 'role', roleArn, externalId })
})

async function claimed(scan?: number): Promise<ClaimedScan> {
  const asked = scan ?? (await createScan(operator, { account: production, trigger: 'manual' }))
  const claim = await claimScan(asked, LEASE_SECONDS)
  if (!claim) throw new Error('the scan could not be claimed')
  return claim
}

/** Runs a scan until the clusters of both regions are kept, and gives it back. */
async function runPartOf(claim: ClaimedScan): Promise<void> {
  const ending = new AbortController()
  const running = runScan(claim, { signal: ending.signal })
  const clusters = async () => {
    const { rowCount } = await pool().query(
      `select from scan_checkpoint where scan = $1 and collector = 'ecs-clusters' and last`,
      [claim.scan],
    )
    return rowCount
  }
  await expect.poll(clusters, { timeout: 30_000, interval: 10 }).toBe(2)
  ending.abort(new ShuttingDown('This process ends.'))
  expect(await running).toEqual({ state: 'left' })
}

async function kept(scan: number) {
  const { rows } = await pool().query<{ parts: number; taken_at: Date | null; calls_so_far: unknown }>(
    `select (select count(*)::int from scan_checkpoint where scan = s.id) as parts, taken_at, calls_so_far
     from scan s where id = $1`,
    [scan],
  )
  return rows[0]
}

/** How often each region was asked for its clusters, in all attempts together. */
async function listings(scan: number): Promise<number[]> {
  const found = await findScan(operator, scan)
  return (found?.ledger ?? []).filter(({ action }) => action === 'ecs:ListClusters').map(({ count }) => count)
}

test('a scan that is taken over does not ask again, keeps its time and accounts for the calls of all attempts', async () => {
  const first = await claimed()
  await runPartOf(first)
  const before = await kept(first.scan)
  expect(before?.parts).toBeGreaterThan(2)
  const end = await runScan(await claimed(first.scan))
  expect(end.state).toBe('done')
  if (end.state !== 'done') return
  expect(await listings(first.scan)).toEqual([1, 1])
  expect(end.report.startedAt).toBe(before?.taken_at?.toISOString())
  expect(await kept(first.scan)).toMatchObject({ parts: 0, calls_so_far: null })
  const again = await scanIntoDatabase(operator, { role: aws.account(production) })
  expect(again.results).toEqual(end.report.results)
}, 90_000)

test('what another version has collected is collected anew', async () => {
  const first = await claimed()
  await runPartOf(first)
  await pool().query(`update scan set collected_by = 'another version' where id = $1`, [first.scan])
  expect(await runScan(await claimed(first.scan))).toMatchObject({ state: 'done' })
  expect(await listings(first.scan)).toEqual([2, 2])
}, 90_000)

test('what is older than six hours is collected anew, and the scan is of the new time', async () => {
  const first = await claimed()
  await runPartOf(first)
  await pool().query(`update scan set taken_at = now() - interval '7 hours' where id = $1`, [first.scan])
  expect(await runScan(await claimed(first.scan))).toMatchObject({ state: 'done' })
  expect(await listings(first.scan)).toEqual([2, 2])
}, 90_000)

test('a scan whose process died is brought to its end by the next one that is asked for, as the same or before it', async () => {
  const role = aws.account(production)
  const first = await claimed()
  await runPartOf(first)
  await scanIntoDatabase(operator, { role })
  expect(await findScan(operator, first.scan)).toMatchObject({ state: 'done' })
  const second = await claimed()
  await runPartOf(second)
  const { settings } = await scanIntoDatabase(operator, { role, scope: { services: ['admin-portal'] } })
  expect(settings.services).toEqual(['admin-portal'])
  const scans = await Promise.all([second.scan, second.scan + 1].map((scan) => findScan(operator, scan)))
  expect(scans).toMatchObject([
    { state: 'done', partial: false },
    { state: 'done', partial: true },
  ])
}, 90_000)

test('a scan that is interrupted in its terminal is cancelled, and the account is not to blame', async () => {
  const ending = new AbortController()
  const onProgress = () => ending.abort(new Error('Ctrl-C'))
  const scan = scanIntoDatabase(operator, { role: aws.account(production), signal: ending.signal, onProgress })
  await expect(scan).rejects.toThrow('stopped before it ended')
  const [newest] = (await listScans(operator, {}, { size: 1 })).rows
  expect(newest).toMatchObject({ state: 'cancelled' })
  expect((await findAccount(operator, production))?.lastError).toBeUndefined()
}, 60_000)

test('a scan that is cancelled stops within two seconds and keeps nothing of what it had begun', async () => {
  const claim = await claimed()
  let cancelled = 0
  const end = await runScan(claim, {
    onProgress: (_, state) => {
      if (state !== 'done' || cancelled > 0) return
      cancelled = performance.now()
      void cancelScan(operator, claim.scan)
    },
  })
  expect(end).toEqual({ state: 'cancelled' })
  expect(performance.now() - cancelled).toBeLessThan(2_000)
  expect(await kept(claim.scan)).toMatchObject({ parts: 0, calls_so_far: null })
}, 60_000)

test('no scan of an account begins while another runs, neither by a worker nor by the command line', async () => {
  const { scan } = await claimed()
  await expect(scanIntoDatabase(operator, { role: aws.account(production) })).rejects.toThrow('is already running')
  expect(await claimScan(scan, LEASE_SECONDS)).toBeUndefined()
  await expect(pool().query(`insert into scan (account, trigger) values ($1, 'manual')`, [production])).rejects.toThrow(
    'scan_active',
  )
})
