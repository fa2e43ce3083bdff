import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Severity, severities } from '#lib/checks/result.ts'
import { countByCheck, pool, type ScoreRow } from './counts.ts'
import { gradeFloors, grades, minimumCoverage, roundDown, scoreByPillar, scoreOf, weights } from './score.ts'
import { whatIf, whatIfAllFixed } from './what-if.ts'

const row = (given: Partial<ScoreRow>): ScoreRow => ({
  check: 'a',
  pillar: 'security',
  weight: 'medium',
  status: 'pass',
  severity: 'medium',
  usage: 'running',
  countedIn: false,
  excepted: false,
  count: 1,
  ...given,
})
const scored = (...rows: Partial<ScoreRow>[]) => scoreOf(countByCheck(rows.map(row)))

describe('the score', () => {
  test('each check counts pass / (pass + fail), weighted by its default severity', () => {
    const score = scored(
      { check: 'critical-check', weight: 'critical', status: 'pass', count: 3 },
      { check: 'critical-check', weight: 'critical', status: 'fail', count: 1 },
      { check: 'low-check', weight: 'low', status: 'fail', count: 9 },
    )
    expect(score.exact).toBeCloseTo((100 * (10 * 0.75 + 1 * 0)) / 11, 10)
    expect(score.value).toBe(68)
    expect(score.coverage).toBe(100)
  })

  test('the weights are 10, 7, 3, 1 and 0', () => {
    expect(weights).toEqual({ critical: 10, high: 7, medium: 3, low: 1, info: 0 })
  })

  test('an outcome that raises its severity does not change the weight of its check', () => {
    const failing = (severity: Severity) => scored({ check: 'b', weight: 'high' }, { status: 'fail', severity })
    expect(failing('high').exact).toBe(failing('low').exact)
  })

  test('what is scored elsewhere, under exception, only registered, not applicable or manual leaves both sides', () => {
    const base = [{ status: 'pass' }, { status: 'fail' }] as const
    const left = scored(
      ...base,
      { status: 'fail', countedIn: true },
      { status: 'fail', excepted: true },
      { status: 'fail', usage: 'registered' },
      { status: 'not_applicable' },
      { status: 'manual' },
      { status: 'unknown', wants: 'history' },
    )
    expect(left).toEqual(scored(...base))
  })

  test('subjects that are no workload count', () => {
    expect(scored({ usage: undefined }, { usage: undefined, status: 'fail' }).value).toBe(50)
  })

  test('coverage is the weight judged over judged and unknown, and below 80 % there is no number and no grade', () => {
    const unknown = { check: 'b', weight: 'critical', status: 'unknown' } as const
    const enough = scored({ weight: 'critical', count: 4 }, unknown)
    const short = scored({ weight: 'critical', count: 4 }, unknown, { check: 'c', weight: 'low', status: 'unknown' })
    expect([enough.coverage, enough.value]).toEqual([80, 100])
    expect(short.coverage).toBeLessThan(minimumCoverage)
    expect(short).not.toHaveProperty('value')
    expect(short).not.toHaveProperty('grade')
  })

  test('without anything to judge there is no number, and nothing is missing', () => {
    expect(scored()).toEqual({ coverage: 100, critical: 0 })
    expect(scored({ weight: 'info', status: 'fail' })).toEqual({ coverage: 100, critical: 0 })
  })

  test('the number is rounded down, and a whole number stays whole', () => {
    expect(roundDown(89.99)).toBe(89)
    expect(roundDown(0.29 * 100)).toBe(29)
    expect(scored({ count: 29 }, { status: 'fail', count: 71 }).value).toBe(29)
  })

  test('grades begin at 90, 80, 70 and 60', () => {
    const grade = (percent: number) => scored({ count: percent }, { status: 'fail', count: 100 - percent }).grade
    expect([100, 90, 89, 80, 79, 70, 69, 60, 59, 0].map(grade)).toEqual([
      ...['A', 'A', 'B', 'B', 'C', 'C', 'D', 'D', 'F', 'F'],
    ])
    expect(gradeFloors.map((each) => each.grade)).toEqual([...grades])
  })

  test('an open critical failure caps the grade at D, and never lifts it', () => {
    const critical = { check: 'b', weight: 'info', status: 'fail', severity: 'critical' } as const
    expect(scored({}, critical)).toMatchObject({ grade: 'D', uncapped: 'A', critical: 1 })
    expect(scored({ status: 'fail' }, critical)).toMatchObject({ grade: 'F', uncapped: 'F' })
    expect(scored({}, { ...critical, excepted: true })).toMatchObject({ grade: 'A', critical: 0 })
    expect(scored({}, { ...critical, countedIn: true })).toMatchObject({ grade: 'A', critical: 0 })
  })

  test('each pillar is scored on its own', () => {
    const counts = countByCheck([row({}), row({ check: 'b', pillar: 'storage', status: 'fail' })])
    expect([...scoreByPillar(counts)].map(([pillar, { value }]) => [pillar, value])).toEqual([
      ['security', 100],
      ['storage', 0],
    ])
  })

  test('fixing says what it gains; a critical fix lifts the cap', () => {
    const counts = countByCheck([
      row({ count: 9 }),
      row({ status: 'fail', severity: 'critical' }),
      row({ check: 'b', weight: 'high', count: 1 }),
    ])
    const { before, after, gain } = whatIfAllFixed(counts, new Set(['a']))
    expect([before.grade, after.grade, after.value]).toEqual(['D', 'A', 100])
    expect(gain).toBeCloseTo((100 * 3 * 0.1) / 10, 10)
    expect(whatIfAllFixed(counts, new Set(['unheard-of'])).gain).toBe(0)
  })
})

const anyRow = fc.record({
  check: fc.constantFrom('a', 'b', 'c', 'd'),
  status: fc.constantFrom('pass', 'fail', 'unknown', 'manual', 'not_applicable'),
  severity: fc.constantFrom(...severities),
  usage: fc.constantFrom('running', 'desired', 'scheduled', 'registered', undefined),
  countedIn: fc.boolean(),
  excepted: fc.boolean(),
  wants: fc.constantFrom('history', undefined),
  count: fc.integer({ min: 1, max: 1000 }),
})
const weightOf = { a: 'critical', b: 'high', c: 'medium', d: 'info' } as const
const rowsOf = fc
  .array(anyRow, { maxLength: 40 })
  .map((list) => list.map((each) => ({ ...each, pillar: 'security', weight: weightOf[each.check] }) satisfies ScoreRow))

describe('for all outcomes', () => {
  test('score and coverage stay between 0 and 100', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const { exact = 0, coverage } = scoreOf(countByCheck(rows))
        expect(exact >= 0 && exact <= 100 && coverage >= 0 && coverage <= 100).toBe(true)
      }),
    )
  })

  test('neither order nor grouping of the outcomes matters', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 0, max: 40 }), (rows, cut) => {
        const counts = countByCheck(rows)
        expect(countByCheck(rows.toReversed())).toEqual(counts)
        expect(pool([countByCheck(rows.slice(0, cut)), countByCheck(rows.slice(cut))])).toEqual(counts)
        const single = rows.flatMap((each) =>
          each.count > 20 ? [each] : Array.from({ length: each.count }, () => ({ ...each, count: 1 })),
        )
        expect(countByCheck(single)).toEqual(counts)
      }),
    )
  })

  test('fixing never lowers the score', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 0, max: 50 }), (rows, fail) => {
        const counts = countByCheck(rows)
        const { gain = 0 } = whatIf(counts, new Map([['a', { fail, critical: fail }]]))
        expect(gain).toBeGreaterThanOrEqual(-1e-9)
      }),
    )
  })

  test('what fixing gains is exactly the score of the same outcomes with those failures passed', () => {
    fc.assert(
      fc.property(rowsOf, fc.subarray(['a', 'b', 'c', 'd']), (rows, checks) => {
        const counts = countByCheck(rows)
        const isFixed = (one: ScoreRow) => checks.some((check) => check === one.check) && one.status === 'fail'
        const passed = rows.map((one) => (isFixed(one) ? { ...one, status: 'pass' as const } : one))
        const { before, after } = whatIfAllFixed(counts, new Set(checks))
        expect([before, after]).toEqual([scoreOf(counts), scoreOf(countByCheck(passed))])
      }),
    )
  })

  test('what becomes unknown never raises coverage', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const blinded = rows.map((each) =>
          each.check === 'a' ? { ...each, status: 'unknown' as const, wants: undefined } : each,
        )
        const judged = rows.some((each) => each.check === 'a' && (each.status === 'pass' || each.status === 'fail'))
        fc.pre(judged && rows.every((each) => each.check !== 'a' || ['pass', 'fail'].includes(each.status)))
        expect(scoreOf(countByCheck(blinded)).coverage).toBeLessThanOrEqual(scoreOf(countByCheck(rows)).coverage + 1e-9)
      }),
    )
  })
})
