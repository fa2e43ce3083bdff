import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CheckCounts, noCounts, pool } from './counts.ts'
import { countRequirements, type Requirement, requirementStandings, requirementStates } from './framework.ts'

const counts = (check: string, given: Partial<CheckCounts> = {}): CheckCounts => ({
  ...noCounts({ check, pillar: 'security', weight: 'high' }),
  ...given,
})
const requirement = (given: Partial<Requirement> = {}): Requirement => ({
  id: '4.2.1',
  coverage: 'full',
  isForAll: true,
  checks: ['a', 'b'],
  ...given,
})
const stateOf = (given: Partial<Requirement>, ...own: CheckCounts[]) =>
  requirementStandings([requirement(given)], own)[0]?.state

const bothPass = [counts('a', { pass: 3 }), counts('b', { pass: 1 })]

describe('a requirement', () => {
  test('that facts decide alone is met when each of its checks was judged and passes', () => {
    expect(stateOf({}, ...bothPass)).toBe('met')
  })

  test('is not met as soon as one subject fails', () => {
    expect(stateOf({}, counts('a', { pass: 30, fail: 1 }), counts('b', { pass: 1 }))).toBe('not_met')
    expect(stateOf({ coverage: 'partial' }, counts('a', { fail: 1 }))).toBe('not_met')
  })

  test.each([
    ['one of its checks was never evaluated', [counts('a', { pass: 3 })]],
    ['something could not be read', [counts('a', { pass: 3, unknown: 1 }), counts('b', { pass: 1 })]],
    ['something waits for more scans', [counts('a', { pass: 3, waiting: 1 }), counts('b', { pass: 1 })]],
    ['there is nothing that it is about', [counts('a', { notApplicable: 3 }), counts('b', { registered: 2 })]],
    ['nothing was scanned', []],
  ])('is not assessed where %s', (_, own) => expect(stateOf({}, ...own)).toBe('not_assessed'))

  test('that no check decides is not assessed', () => {
    expect(stateOf({ checks: [], coverage: 'partial' }, ...bothPass)).toBe('not_assessed')
  })

  test.each([
    ['facts decide a part of it alone', { coverage: 'partial' }, bothPass],
    ['no fact decides it, whatever fails', { coverage: 'attestation' }, [counts('a', { fail: 9 })]],
    ['it binds some alone, though all passes', { isForAll: false }, bothPass],
    ['it binds some alone, though something fails', { isForAll: false }, [counts('a', { fail: 1 })]],
    ['an exception stands in for a pass', {}, [counts('a', { excepted: 1 }), counts('b', { pass: 1 })]],
    ['a question waits for its answer', {}, [counts('a', { manual: 1 }), counts('b', { pass: 1 })]],
  ] as const)('is for a person where %s', (_, given, own) => expect(stateOf(given, ...own)).toBe('manual'))
})

const anyCounts = fc.array(
  fc
    .record({
      check: fc.constantFrom('a', 'b', 'c'),
      pass: fc.nat({ max: 2 }),
      fail: fc.nat({ max: 1 }),
      unknown: fc.nat({ max: 1 }),
      excepted: fc.nat({ max: 1 }),
      manual: fc.nat({ max: 1 }),
    })
    .map(({ check, ...given }) => counts(check, given)),
  { maxLength: 3 },
)
const anyRequirement = fc
  .record({
    coverage: fc.constantFrom('full', 'partial', 'attestation'),
    isForAll: fc.boolean(),
    checks: fc.subarray(['a', 'b', 'c']),
  })
  .map(requirement)

describe('for all counts', () => {
  test('met needs a pass and no failure, gap, exception or question; and every requirement is counted once', () => {
    fc.assert(
      fc.property(fc.array(anyRequirement, { maxLength: 5 }), anyCounts, (requirements, list) => {
        const pooled = pool([list])
        const standings = requirementStandings(requirements, pooled)
        for (const [index, { state, fail, pass, unknown }] of standings.entries()) {
          const own = pooled.filter(({ check }) => requirements[index]?.checks.includes(check))
          const open = own.some((each) => each.excepted + each.manual > 0)
          if (state === 'met') expect([fail, unknown, open, pass > 0]).toEqual([0, 0, false, true])
          if (state === 'not_met') expect(fail).toBeGreaterThan(0)
        }
        const counted = countRequirements(standings)
        expect(requirementStates.reduce((sum, state) => sum + counted[state], 0)).toBe(requirements.length)
      }),
    )
  })

  test('what becomes unreadable never makes a requirement met', () => {
    fc.assert(
      fc.property(anyRequirement, anyCounts, (one, list) => {
        const pooled = pool([list])
        const blind = pooled.map((each) => ({
          ...each,
          unknown: each.unknown + each.pass + each.fail,
          pass: 0,
          fail: 0,
        }))
        const before = requirementStandings([one], pooled)[0]?.state
        if (before !== 'met') expect(requirementStandings([one], blind)[0]?.state).not.toBe('met')
      }),
    )
  })
})
