import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { Bar } from './bar.tsx'
import { counted, grouped, percent, signed } from './format.ts'
import { PopulationBar } from './population-bar.tsx'
import { Ratio } from './ratio.tsx'
import { Score, shownScore } from './score.tsx'

describe('score', () => {
  test('a score under 80 % coverage shows a dash and says that there is none', () => {
    const text = spoken(<Score value={{ score: 99, coverage: 79.99 }} delta={2} />)
    expect(text).toBe('no score')
    expect(html(<Score value={{ score: 99, coverage: 79.99 }} />)).toContain('–')
  })

  test('a score at 80 % coverage is shown', () => {
    expect(spoken(<Score value={{ score: 91, coverage: 80 }} />)).toBe('91')
  })

  test('nothing judged is no score, not zero', () => {
    expect(spoken(<Score value={{ score: null, coverage: 100 }} />)).toBe('no score')
  })

  test('a score is rounded down, so that 89.99 is no grade A', () => {
    expect(shownScore({ score: 89.99, coverage: 100 })).toBe(89)
  })

  test('a change is signed', () => {
    expect(spoken(<Score value={{ score: 87, coverage: 94 }} delta={-1} />)).toBe('87 −1')
    expect([signed(3), signed(-2), signed(0)]).toEqual(['+3', '−2', '0'])
  })

  test('coverage is 100 % only when nothing is missing', () => {
    expect(percent(99.999)).toBe('99\u00a0%')
    expect(percent(100)).toBe('100\u00a0%')
  })

  test('one finding is one finding', () => {
    expect([counted(0, 'finding'), counted(1, 'finding'), counted(2, 'policy', 'policies')]).toEqual([
      '0 findings',
      '1 finding',
      '2 policies',
    ])
  })
})

test('thousands stand in groups, alone and with what they count', () => {
  expect([grouped(999), grouped(1_384_848), counted(10_000, 'finding')]).toEqual([
    '999',
    '1,384,848',
    '10,000 findings',
  ])
  expect(spoken(<Ratio failing={14_100} judged={42_966} />)).toBe('14,100 of 42,966')
})

describe('bars', () => {
  test('carry no style attribute, which the content policy would refuse', () => {
    expect(html(<Ratio failing={1} judged={3} excepted={1} unknown={1} />)).not.toContain('style=')
  })

  test('say in words what they draw, over what was judged', () => {
    expect(spoken(<Ratio failing={6} judged={20} excepted={7} unknown={2} />)).toBe('6 of 20')
  })

  test('do not divide by nothing', () => {
    const markup = html(<Ratio failing={0} judged={0} />)
    expect(markup).not.toContain('NaN')
    expect(markup).toContain('0 of 0')
  })

  test('one failure among a thousand is still seen', () => {
    expect(html(<Bar parts={[{ kind: 'fail', percent: 0.1 }]} />)).toContain('class="fail" x="0%" width="1%"')
  })

  test('draw what is not known as a dashed line, never as an amount', () => {
    const markup = html(<Bar parts={[{ kind: 'unknown', percent: 50 }]} />)
    expect(markup).toContain('<line class="unknown" x1="0%" x2="50%"')
    expect(markup).not.toContain('class="got"')
  })

  test('a population counts unknown and excepted apart, and links what can be listed', () => {
    const counts = { fail: 6, pass: 14, excepted: 7, unknown: 2, not_applicable: 0 }
    const bar = <PopulationBar counts={counts} hrefs={{ fail: '/findings?status=fail', not_applicable: '/none' }} />
    expect(spoken(bar)).toBe('6 fail 14 pass 7 under exception 2 unknown 0 not applicable')
    expect(html(bar)).toContain('href="/findings?status=fail"')
    expect(html(bar)).not.toContain('href="/none"')
  })
})
