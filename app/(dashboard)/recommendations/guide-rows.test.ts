import { describe, expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { rules } from '#lib/checks/questions.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { noCounts } from '#lib/score/counts.ts'
import { countStates, filterGuide, guideRows, guideVerdict, pageRange } from './guide-rows.ts'
import { guideAddress } from './search-params.ts'

const failing: Standing = {
  ...noCounts({ check: 'ctr-non-root-user', pillar: 'security', weight: 'medium' }),
  pass: 3,
  fail: 1,
  status: 'fail',
}
const rows = guideRows(recommendations, rules, new Map([['ctr-non-root-user', failing]]))

describe('the guide', () => {
  test('has every recommendation once, in the order of the catalogue', () => {
    expect(rows.map(({ id }) => id)).toEqual(recommendations.map(({ id }) => id))
  })

  test('never calls what has no check or no scan a pass', () => {
    const counts = countStates(rows)
    expect(counts.pass).toBe(0)
    expect(counts.fail).toBe(1)
    expect(counts.unscanned).toBe(rules.length - 1)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(recommendations.length)
  })

  test('is narrowed by all filters together', () => {
    const found = filterGuide(rows, { status: 'fail', pillar: ['security'], mode: ['automated', 'heuristic'] })
    expect(found.map(({ id }) => id)).toEqual(['ctr-non-root-user'])
    expect(filterGuide(rows, { status: 'fail', pillar: ['storage'] })).toEqual([])
  })

  test('is searched by all words of a title or an id', () => {
    expect(filterGuide(rows, { q: '  NON-root user ' }).map(({ id }) => id)).toContain('ctr-non-root-user')
    expect(filterGuide(rows, { q: 'no such words' })).toEqual([])
  })

  test('is not scanned before the first scan, and says what is unknown', () => {
    expect(guideVerdict(guideRows(recommendations, rules, new Map()))).toBe('200 recommendations, nothing scanned yet')
    expect(guideVerdict(rows)).toBe(`1 of ${checks.length} checked recommendations fail`)
    const dark: Standing = { ...failing, fail: 0, unknown: 1, status: 'unknown' }
    const unread = guideRows(recommendations, rules, new Map([['ctr-non-root-user', dark]]))
    expect(guideVerdict(unread)).toBe(`0 of ${checks.length} checked recommendations fail, 1 unknown`)
  })

  test('names the pages of a chapter, and none for rules without pages', () => {
    const one = rows.filter(({ id }) => id === 'net-task-private-subnets')
    expect(pageRange(one)).toBe('guide p. 4')
    expect(pageRange(rows.filter(({ guide }) => guide.page === undefined))).toBeUndefined()
  })
})

describe('its address', () => {
  test('comes back as it was read, without what is as usual', () => {
    const asked = guideAddress.read({ status: 'fail', pillar: 'networking,security', severity: 'high', q: 'tls' })
    if ('problem' in asked) throw new Error(asked.problem)
    expect(guideAddress.href(asked.query)).toBe(
      '/recommendations?status=fail&pillar=networking,security&severity=high&q=tls',
    )
    expect(guideAddress.href({ status: 'all' })).toBe('/recommendations')
  })

  test('says which value cannot be', () => {
    expect(guideAddress.read({ status: 'green' })).toEqual({
      problem: 'There is no status “green”: take it out of the address.',
    })
  })
})
