import { expect, test } from 'vitest'
import { severities } from '#lib/checks/result.ts'
import { usages } from '#lib/inventory/subjects/subject.ts'
import { priorityOf, rankOf } from './priority.ts'

const every = severities.flatMap((severity) =>
  [...usages, undefined].flatMap((usage) =>
    [true, false].flatMap((exposed) =>
      ['production', undefined].map((environment) => ({ severity, usage, exposed, environment })),
    ),
  ),
)

test('no usage, exposure or environment lifts a finding above the next severity', () => {
  const ranges = severities.map((severity) => every.filter((one) => one.severity === severity).map(priorityOf))
  for (const [index, range] of ranges.entries()) {
    const next = ranges[index + 1]
    if (next) expect(Math.min(...range)).toBeGreaterThan(Math.max(...next))
  }
})

test('priorities fit 0 to 99, so that a rank is never negative', () => {
  const all = every.map(priorityOf)
  expect(all.map(rankOf).every((rank) => rank >= 0)).toBe(true)
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...all)).toBeLessThanOrEqual(99)
})

test('running comes before desired, exposed before internal, production before the rest', () => {
  const base = { severity: 'high', usage: 'desired', exposed: false } as const
  const before = priorityOf(base)
  expect(priorityOf({ ...base, usage: 'running' })).toBeGreaterThan(before)
  expect(priorityOf({ ...base, exposed: true })).toBeGreaterThan(before)
  expect(priorityOf({ ...base, environment: 'Prod' })).toBeGreaterThan(before)
  expect(priorityOf({ ...base, environment: 'preproduction' })).toBe(before)
})
