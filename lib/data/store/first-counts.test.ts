import { beforeEach, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestAccount, containerOutcome, production, scanOf, testChecks } from '../testing/scans.ts'
import { inTransaction } from '../transaction.ts'
import { countFirst } from './first-counts.ts'
import { readPartScores } from './part-scores.ts'
import { refreshTally } from './tally.ts'

setupTestDatabase()

beforeEach(async () => {
  await pool().query('truncate aws_account, outcome, finding, finding_event, resource, tally, part_score cascade')
  await addTestAccount(production, 'prod')
})

const statuses = ['fail', 'pass', 'unknown', 'manual', 'not_applicable'] as const
const severities = ['critical', 'high', 'medium', 'low'] as const
const usages = ['running', 'desired', 'scheduled', 'registered', undefined] as const

/** Every status with every usage, in two regions and of several severities; some counted elsewhere, some waiting. */
const outcomes: Outcome[] = statuses.flatMap((status, a) =>
  usages.flatMap((usage, b) =>
    [0, 1, 2, 3, 4, 5].map((index) => ({
      ...containerOutcome(`svc-${a}-${b}-${index}`, status, {
        check: testChecks[index % 2]?.id,
        region: index % 3 === 0 ? 'us-east-1' : 'eu-west-1',
        severity: severities[(a + index) % 4],
        usage,
      }),
      services: index === 4 ? [] : [`arn:aws:ecs:eu-west-1:${production}:service/main/svc-${(a + index) % 4}`],
      ...(index === 3 && { countedIn: containerOutcome('another', 'fail').fingerprint }),
      ...(index === 5 && status === 'unknown' && { wants: 'history' as const }),
    })),
  ),
)

const readTally = async () => (await pool().query('select t::text as row from tally t order by 1')).rows

test('a first scan is counted as everything is that Postgres counts anew', async () => {
  await scanOf(outcomes)
  const counted = await readTally()
  await inTransaction((client) => refreshTally(client, production, testChecks))
  expect(counted.length).toBeGreaterThan(40)
  expect(await readTally()).toEqual(counted)
})

test('services and clusters score after a first scan as they do when their outcomes are read back', async () => {
  await scanOf(outcomes)
  const { parts } = await countFirst(outcomes, testChecks)
  const read = await inTransaction((client) => readPartScores(client, production, testChecks, undefined))
  expect(parts.size).toBeGreaterThan(4)
  expect(Object.fromEntries(parts)).toEqual(Object.fromEntries(read))
  const { rows } = await pool().query<{ part: string; result: object }>('select part, result from part_score')
  expect(Object.fromEntries(rows.map(({ part, result }) => [part, result]))).toEqual(Object.fromEntries(read))
})

test('an outcome of a check that is not in the check set is refused', async () => {
  await expect(countFirst(outcomes, [])).rejects.toThrow('is not in the check set')
})
