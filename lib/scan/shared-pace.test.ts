import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { sharedPace, sparePace } from './shared-pace.ts'
import { production, setupSample } from './testing/sample.ts'

setupTestDatabase()
const aws = setupSample({ throttle: true })
beforeEach(() => pool().query('delete from rate_bucket'))

const program = path.join(import.meta.dirname, 'testing/paced-calls.ts')
const run = promisify(execFile)
const clusters = { account: production, region: 'us-east-1', action: 'ecs:ListClusters' }

/** A worker of its own process. */
async function worker(calls: number): Promise<{ calls: number; throttled: number }> {
  const { stdout } = await run(process.execPath, [
    program,
    JSON.stringify({ role: aws.account(production), calls, share: 0.9 }),
  ])
  return JSON.parse(stdout)
}

test('two processes together stay below the bucket of the account that both read', async () => {
  const ended = await Promise.all([worker(60), worker(60)])
  expect(ended).toEqual([
    { calls: 60, throttled: 0 },
    { calls: 60, throttled: 0 },
  ])
}, 60_000)

/** The buckets are locked as long as this is held: whoever asks for a token gets no answer. */
async function holdBuckets() {
  const client = await pool().connect()
  await client.query('begin; lock table rate_bucket')
  const waiters = `select pid from pg_stat_activity where datname = current_database() and query like '%take_tokens%'
    and wait_event_type = 'Lock' and pid <> pg_backend_pid()`
  return {
    waiters: async () => (await pool().query(waiters)).rows.length,
    breakWaiters: () => pool().query(`select pg_terminate_backend(pid) from (${waiters}) as waiter`),
    async [Symbol.asyncDispose]() {
      await client.query('commit')
      client.release()
    },
  }
}

const patient = { timeout: 20_000 }

test('while the database does not answer, calls wait; then they go on', async () => {
  let gone = 0
  const pace = sharedPace(0.9)
  const calls = await (async () => {
    await using held = await holdBuckets()
    const asked = Array.from({ length: 10 }, () => pace.take(clusters).then(() => (gone += 1)))
    await expect.poll(held.waiters, patient).toBe(1)
    // The connection of the one who asks breaks: it asks again on another.
    await held.breakWaiters()
    await expect.poll(held.waiters, patient).toBe(0)
    await expect.poll(held.waiters, patient).toBe(1)
    expect(gone).toBe(0)
    return asked
  })()
  await Promise.all(calls)
  expect(gone).toBe(10)
}, 60_000)

test('a cancelled call does not wait for the database', async () => {
  await using held = await holdBuckets()
  const cancel = new AbortController()
  const taken = sharedPace(0.9).take(clusters, cancel.signal)
  await expect.poll(held.waiters, patient).toBe(1)
  cancel.abort(new Error('cancelled'))
  await expect(taken).rejects.toThrow('cancelled')
}, 60_000)

test('few statements are enough for many calls one after the other', async () => {
  const pace = sharedPace(1)
  const asked = async () => (await pool().query<{ tokens: number }>('select tokens from rate_bucket')).rows[0]?.tokens
  await pace.take(clusters)
  const after = await asked()
  await pace.take(clusters)
  await pace.take(clusters)
  expect(await asked()).toBe(after)
})

test('what has time leaves the lower half of the bucket to scans', async () => {
  const spare = sparePace(0.9)
  const cancel = new AbortController()
  let taken = 0
  const calls = Array.from({ length: 45 }, () =>
    spare.take(clusters, cancel.signal).then(
      (release) => {
        taken += 1
        release()
      },
      () => {},
    ),
  )
  await expect.poll(() => taken, patient).toBeGreaterThanOrEqual(20)
  const { rows } = await pool().query<{ tokens: number }>('select tokens from rate_bucket')
  expect(rows[0]?.tokens).toBeGreaterThanOrEqual(20)
  cancel.abort()
  await Promise.all(calls)
})
