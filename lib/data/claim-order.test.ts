import { beforeEach, expect, test } from 'vitest'
import { pool } from './client.ts'
import { claimNext, createScan } from './scan-life.ts'
import { setupTestDatabase } from './testing/database.ts'
import { administrator } from './testing/scans.ts'

setupTestDatabase()

beforeEach(async () => {
  await pool().query('truncate aws_account cascade')
})

const accountOf = (number: number) => String(100_000_000_000 + number)

/** An account with a queued scan. */
async function waiting(number: number, environment?: string): Promise<string> {
  const account = accountOf(number)
  await pool().query(
    `insert into aws_account (id, alias, kind, default_tags) values ($1, $1, 'server-credentials', $2)`,
    [account, environment ? { environment } : {}],
  )
  await createScan(administrator, { account, trigger: 'manual' })
  return account
}

async function servedBefore(account: string, minutesAgo: number): Promise<void> {
  await pool().query(
    `with queued as (delete from scan where account = $1 returning account),
       done as (insert into scan (account, trigger, state, started_at)
         select account, 'manual', 'done', now() - make_interval(mins => $2) from queued)
     select 1`,
    [account, minutesAgo],
  )
  await createScan(administrator, { account, trigger: 'manual' })
}

async function claimed(count: number): Promise<(string | undefined)[]> {
  const accounts: (string | undefined)[] = []
  while (accounts.length < count) accounts.push((await claimNext(60))?.account.id)
  return accounts
}

test('the account goes first that was served longest ago, and before all one that never was', async () => {
  const [recent, never, longAgo] = [await waiting(1), await waiting(2), await waiting(3)]
  await servedBefore(recent, 5)
  await servedBefore(longAgo, 50)
  expect(await claimed(3)).toEqual([never, longAgo, recent])
})

test('a scan whose worker died goes behind those who waited', async () => {
  const [dying, other] = [await waiting(1), await waiting(2)]
  expect(await claimed(1)).toEqual([dying])
  await pool().query(`update scan set lease_until = now() - interval '1 second' where account = $1`, [dying])
  expect(await claimed(3)).toEqual([other, dying, undefined])
})

test('an environment with many accounts leaves every second slot to one that waits beside it', async () => {
  const many = []
  for (let number = 0; number < 8; number += 1) many.push(await waiting(number, 'production'))
  expect(await claimed(2)).toEqual(many.slice(0, 2))
  const few = [await waiting(90, 'staging'), await waiting(91, 'staging'), await waiting(92, 'staging')]
  expect(await claimed(7)).toEqual([few[0], few[1], many[2], few[2], ...many.slice(3, 6)])
})

test('workers that look at the same time never take the same scan, and none leaves one that waits', async () => {
  for (let number = 0; number < 20; number += 1) await waiting(number, number % 2 ? 'production' : 'staging')
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimNext(60)))
  expect(new Set(claims.map((claim) => claim?.scan)).size).toBe(20)
  expect(claims.every((claim) => claim?.attempt === 1)).toBe(true)
  expect(await claimNext(60)).toBeUndefined()
})
