import { beforeEach, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { sizedEstate } from '#simulator/estates/sized/index.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { sweepAccounts } from './sweep.ts'
import { operator, setupSample } from './testing/sample.ts'

const account = '222233334444'
const size = { clusters: 1, services: 10, families: 20, revisions: 6 }

setupTestDatabase()
const aws = setupSample({ build: sizedEstate({ size }) })
beforeEach(() => pool().query('truncate task_definition_revision, revision_count, rate_bucket'))

async function described(work: () => Promise<unknown>): Promise<number> {
  await fetch(`${aws.url()}/_calls`, { method: 'DELETE' })
  await work()
  const calls: { action: string }[] = await (await fetch(`${aws.url()}/_calls`)).json()
  return calls.filter(({ action }) => action === 'ecs:DescribeTaskDefinition').length
}

async function figures() {
  const { rows } = await pool().query('select region, registered, read from revision_count')
  return rows
}

test('a sweep reads every registered revision that no scan has read, once', async () => {
  const whole = new AbortController().signal
  expect(await described(() => scanIntoDatabase(operator, { role: aws.account(account) }))).toBe(20)
  expect(await figures()).toEqual([{ region: 'us-east-1', registered: 120, read: 20 }])
  expect(await described(() => sweepAccounts(whole))).toBe(100)
  expect(await figures()).toEqual([{ region: 'us-east-1', registered: 120, read: 120 }])
  expect(await described(() => sweepAccounts(whole))).toBe(0)
}, 60_000)

test('a sweep that is stopped keeps what it has read, and the next one goes on from there', async () => {
  const stop = new AbortController()
  const kept = async () => {
    const { rows } = await pool().query<{ kept: number }>('select count(*)::int as kept from task_definition_revision')
    return rows[0]?.kept ?? 0
  }
  const first = sweepAccounts(stop.signal)
  await expect.poll(kept, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
  stop.abort()
  await first
  const before = await kept()
  expect(await described(() => sweepAccounts(new AbortController().signal))).toBe(120 - before)
  expect(await kept()).toBe(120)
}, 60_000)
