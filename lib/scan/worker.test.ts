import { afterEach, beforeAll, expect, test } from 'vitest'
import { addAccount } from '#lib/data/accounts.ts'
import { pool } from '#lib/data/client.ts'
import { claimScan, createScan } from '#lib/data/scan-life.ts'
import { findScan } from '#lib/data/scans.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { hasWorker } from '#lib/data/workers.ts'
import { startScan } from './start-scan.ts'
import { operator, production, setupSample } from './testing/sample.ts'
import { startWorker, type Worker } from './worker.ts'

setupTestDatabase()
const aws = setupSample()
const staging = '444455556666'
const workers: Worker[] = []

async function start(): Promise<void> {
  workers.push(await startWorker())
}

beforeAll(async () => {
  for (const id of [production, staging]) {
    const { alias, roleArn, externalId } = aws.account(id)
    await addAccount(operator, { id, alias, kind: 'role', roleArn, externalId })
  }
})

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
})

/** Waits until a scan has ended, by asking the database that the workers write to. */
const ended = (scan: number) =>
  expect.poll(async () => (await findScan(operator, scan))?.state, { timeout: 30_000, interval: 100 })

test('a scan that is asked for is run and stored', async () => {
  await start()
  const scan = await startScan(operator, production)
  await ended(scan).toBe('done')
  expect(await findScan(operator, scan)).toMatchObject({ trigger: 'manual', regions: ['eu-west-1', 'us-east-1'] })
}, 60_000)

test('progress has its whole from the start and ends with all of it done', async () => {
  const scan = await createScan(operator, { account: staging, trigger: 'manual' })
  await start()
  await ended(scan).toBe('done')
  const found = await findScan(operator, scan)
  expect(found?.progress.total).toBeGreaterThan(30)
  expect(found?.progress.done).toBe(found?.progress.total)
}, 60_000)

test('a scan whose process died is taken over', async () => {
  const scan = await createScan(operator, { account: production, trigger: 'manual' })
  await claimScan(scan, 0)
  await start()
  await ended(scan).toBe('done')
  const { rows } = await pool().query('select attempt from scan where id = $1', [scan])
  expect(rows).toEqual([{ attempt: 2 }])
}, 60_000)

test('a second scan of an account is refused while one runs', async () => {
  const scan = await startScan(operator, production)
  await expect(startScan(operator, production)).rejects.toThrow('already running')
  await start()
  await ended(scan).toBe('done')
}, 60_000)

test('a worker is seen while it lives, and gone when it has ended', async () => {
  await start()
  expect(await hasWorker()).toBe(true)
  await workers.splice(0)[0]?.stop()
  expect(await hasWorker()).toBe(false)
})

test('someone who may only look cannot start a scan', async () => {
  await expect(startScan({ ...operator, role: 'viewer' }, production)).rejects.toThrow('ask an administrator')
})
