import { describe, expect, test } from 'vitest'
import type { Posture } from '#lib/data/posture/posture.ts'
import { afterNote, gradeNote, verdictOf, whyFirst, worstWords } from './verdict.ts'

const none = { open: 0, opened: 0, regressed: 0, resolved: 0, excepted: 0 }
const severities: Posture['severities'] = [
  { severity: 'critical', ...none },
  { severity: 'high', ...none, open: 2 },
]
const posture = (overall: Partial<Posture['overall']>, counts = severities): Posture => ({
  accounts: { total: 1, scanned: 1, failing: 0, paused: 0 },
  overall: { coverage: 100, critical: 0, open: 2, ...overall },
  pillars: [],
  severities: counts,
  beside: { excepted: 0, unknown: 0, manual: 0, waiting: 0, registered: 0 },
  failingChecks: 1,
})

describe('the verdict', () => {
  test('names the worst that is open, the score and the grade', () => {
    expect(verdictOf(posture({ value: 87, grade: 'B', uncapped: 'B' }))).toBe('2 high open. Score 87, grade B.')
  })

  test('says what holds the grade down', () => {
    const capped = { value: 87, grade: 'D', uncapped: 'B', critical: 3 } as const
    expect(verdictOf(posture(capped, [{ severity: 'critical', ...none, open: 3 }]))).toBe(
      '3 critical open. Score 87, grade D until they are fixed.',
    )
    expect(gradeNote({ coverage: 100, ...capped })).toBe('B by score, capped by 3 critical')
  })

  test('gives no score where too little was judged, and never calls that well', () => {
    expect(verdictOf(posture({ coverage: 45.6 }, []))).toBe(
      'Nothing is open. No score: only 45\u00a0% could be judged.',
    )
  })

  test('is short in a title', () => {
    expect([worstWords(severities), worstWords([])]).toEqual(['2 high', 'Nothing open'])
  })
})

test('what fixing all would bring tells of a cap that is lifted', () => {
  const before = { coverage: 100, critical: 1, value: 87, grade: 'D', uncapped: 'B' } as const
  const after = { coverage: 100, critical: 0, value: 90, grade: 'A', uncapped: 'A' } as const
  expect(afterNote(5, before, after)).toBe('All five: score 90, cap lifted, grade A')
  expect(afterNote(1, after, after)).toBe('Fixed: score 90, grade A')
  expect(afterNote(0, before, after)).toBeUndefined()
})

test('what comes first says why, what changed before what is exposed', () => {
  const reasons = { opened: 1, regressed: 2, exposed: 1, production: 4, running: 5 }
  expect(whyFirst(reasons)).toBe('2 regressed, 1 new, 1 faces the internet, 4 in production')
  expect(whyFirst({ ...reasons, opened: 0, regressed: 0, exposed: 0, production: 0 })).toBe(
    '5 findings on what runs now',
  )
})
