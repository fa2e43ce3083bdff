import { expect, test } from 'vitest'
import type { Failure } from './failure.ts'
import { backoffMs, createRetryBudget, mayRetry } from './retry.ts'

const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({ kind, code: 'Code', ...more })

/** How often a call that always fails so is sent. */
function attempts(of: Failure): number {
  let attempt = 1
  while (mayRetry(of, attempt)) attempt += 1
  return attempt
}

test('what can pass is tried again, what cannot is not', () => {
  expect(attempts(failure('throttled'))).toBe(10)
  expect(attempts(failure('server-error'))).toBe(6)
  expect(attempts(failure('no-answer'))).toBe(5)
  expect(attempts(failure('malformed'))).toBe(4)
  expect(attempts(failure('failed', { skewed: true }))).toBe(2)
  for (const kind of ['denied', 'failed', 'bad-token', 'expired'] as const) expect(attempts(failure(kind))).toBe(1)
})

test('waits are random up to a limit that doubles and ends at twenty seconds', () => {
  const longest = (attempt: number) => backoffMs(failure('throttled'), attempt, () => 1)
  expect([1, 2, 3, 4].map(longest)).toEqual([500, 1000, 2000, 4000])
  expect(longest(30)).toBe(20_000)
  expect(backoffMs(failure('throttled'), 5, () => 0)).toBe(0)
  expect(backoffMs(failure('no-answer'), 1, () => 0.5)).toBe(50)
})

test('a budget ends, and answered calls fill it again', () => {
  const budget = createRetryBudget(2)
  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false])
  budget.earn()
  expect([budget.spend(), budget.spend()]).toEqual([true, false])
  for (let answered = 0; answered < 10; answered += 1) budget.earn()
  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false])
})
