import { beforeEach, describe, expect, test } from 'vitest'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { AHEAD_MS, isUnanswered, readRateBucket, takeTokens, throttleBucket } from './rate-buckets.ts'

setupTestDatabase()
beforeEach(() => pool().query('delete from rate_bucket'))

const bucket = { account: '111122223333', region: 'us-east-1', name: 'a bucket', rate: 20, burst: 50, share: 0.9 }
/** A full bucket holds what workers may have taken ahead less. */
const full = Math.floor((50 - (20 * AHEAD_MS) / 1000) * 0.9)

/** As if so much time had passed since the bucket was last touched. */
const pass = (seconds: number) =>
  pool().query(
    `update rate_bucket set filled_at = filled_at - make_interval(secs => $1), changed_at = changed_at - make_interval(secs => $1)`,
    [seconds],
  )

test('a fresh bucket is full, and an empty one says how long to wait for the next calls', async () => {
  expect((await takeTokens(bucket, 100)).granted).toBe(full)
  const { granted, waitMs } = await takeTokens(bucket, 100)
  expect(granted).toBeLessThan(2)
  // Four calls: what 18 a second give in a quarter of one.
  expect(waitMs).toBeGreaterThan(100)
  expect(waitMs).toBeLessThan(250)
})

test('it is refilled at the share of the published rate, and never beyond its size', async () => {
  await takeTokens(bucket, 100)
  await pass(1)
  expect((await takeTokens(bucket, 100)).granted).toBeGreaterThanOrEqual(18)
  await pass(3600)
  expect((await takeTokens(bucket, 100)).granted).toBe(full)
})

test('calls that are under way count as unspent, for AWS may count them at any moment', async () => {
  await takeTokens(bucket, full)
  await pass(3600)
  expect((await takeTokens(bucket, 100, { underWay: full })).granted).toBe(0)
  expect((await takeTokens(bucket, 100, { underWay: 5 })).granted).toBeLessThan(2)
  await pass(3600)
  expect((await takeTokens(bucket, 100, { underWay: 5 })).granted).toBe(full - 5)
})

test('of many who ask at once, all together get what it holds', async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeTokens(bucket, 10)))
  const granted = taken.reduce((sum, one) => sum + one.granted, 0)
  expect(granted).toBeGreaterThanOrEqual(full)
  expect(granted).toBeLessThan(full + 10)
})

test('regions, accounts and names have buckets of their own', async () => {
  await takeTokens(bucket, 100)
  for (const other of [{ account: '444455556666' }, { region: 'eu-west-1' }, { name: 'another' }]) {
    expect((await takeTokens({ ...bucket, ...other }, 100)).granted).toBe(full)
  }
})

test('a smaller share takes effect with the next call, on the burst as on the refill', async () => {
  await takeTokens(bucket, 1)
  const half = { ...bucket, share: 0.45 }
  expect((await takeTokens(half, 100)).granted).toBe(Math.floor((50 - 5) * 0.45))
  await pass(1)
  expect((await takeTokens(half, 100)).granted).toBeLessThan(11)
})

describe('a throttle', () => {
  test('leaves nothing and halves the share for everybody, once a second at most', async () => {
    await takeTokens(bucket, 1)
    await Promise.all([throttleBucket(bucket), throttleBucket(bucket), throttleBucket(bucket)])
    expect((await readRateBucket(bucket))?.share).toBeCloseTo(0.45)
    expect((await takeTokens(bucket, 100)).granted).toBe(0)
    await pass(1)
    expect((await takeTokens(bucket, 100)).granted).toBeLessThan(11)
  })

  test('is made up for by a tenth every five seconds without another', async () => {
    await throttleBucket(bucket)
    await pass(5)
    await takeTokens(bucket, 1)
    expect((await readRateBucket(bucket))?.share).toBeCloseTo(0.55)
    await pass(60)
    await takeTokens(bucket, 1)
    expect((await readRateBucket(bucket))?.share).toBeCloseTo(0.9)
  })

  test('after throttle leaves a twentieth', async () => {
    for (let throttle = 0; throttle < 12; throttle += 1) {
      await throttleBucket(bucket)
      await pass(1)
    }
    expect((await readRateBucket(bucket))?.share).toBeCloseTo(0.05)
    await pass(2)
    expect((await takeTokens(bucket, 1)).granted).toBe(1)
  })
})

test('who leaves half of it to others gets nothing of that half', async () => {
  const { granted } = await takeTokens(bucket, 100, { spared: 0.5 })
  expect(granted).toBe(Math.floor(full / 2))
  expect((await takeTokens(bucket, 100, { spared: 0.5 })).granted).toBeLessThan(2)
  expect((await takeTokens(bucket, 100)).granted).toBeGreaterThanOrEqual(Math.floor(full / 2))
})

test('a connection that breaks is no answer, a refused statement is one', async () => {
  const refused: unknown = await pool()
    .query('select nothing from nowhere')
    .catch((error: unknown) => error)
  expect(isUnanswered(refused)).toBe(false)
  const client = await pool().connect()
  client.on('error', () => {})
  const broken: unknown = await client
    .query('select pg_terminate_backend(pg_backend_pid())')
    .catch((error: unknown) => error)
  client.release(true)
  expect(isUnanswered(broken)).toBe(true)
  expect(isUnanswered(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))).toBe(true)
  expect(isUnanswered(new TypeError('a bug'))).toBe(false)
})
