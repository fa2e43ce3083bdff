import { describe, expect, test } from 'vitest'
import { changed, filterOf, findingsHref, orderOf, readFindingsQuery } from './search-params.ts'

function read(search: string) {
  const given = Object.fromEntries(
    [...new URLSearchParams(search).keys()].map((name) => [name, new URLSearchParams(search).getAll(name)]),
  )
  const result = readFindingsQuery(given)
  if ('problem' in result) throw new Error(result.problem)
  return result.query
}

describe('an address of the list', () => {
  test('comes back as it was read', () => {
    const search =
      'tab=unknown&severity=critical,high&check=ctr-non-root-user&account=111122223333&owner=a,b&owner=c&tag=team:pay&q=api&group=check&sort=-first-seen'
    expect(findingsHref(read(search))).toBe(`/findings?${search}`)
  })

  test('does not write what is as usual', () => {
    expect(findingsHref(read('tab=open&group=none&sort=priority&severity='))).toBe('/findings')
  })

  test('takes values by commas or by repeating, and keeps commas of names', () => {
    expect(read('severity=critical&severity=high').severity).toEqual(['critical', 'high'])
    expect(read('owner=Ada, Bob').owner).toEqual(['Ada, Bob'])
  })

  test('ignores parameters it does not know', () => {
    expect(findingsHref(read('utm_source=mail'))).toBe('/findings')
  })

  test.each(['severity=urgent', 'account=12', 'finding=../x', 'older=-3', 'tab=all'])(
    'says what is wrong with %s',
    (search) => {
      expect(() => read(search)).toThrow(/^There is no \w+ “.+”: take it out of the address\.$/)
    },
  )

  test('changed in one thing starts again at its first page', () => {
    const query = read('after=abc&finding=F-12&severity=high')
    expect(findingsHref(changed(query, { tab: 'new' }))).toBe('/findings?tab=new&severity=high')
  })
})

describe('the filter of an address', () => {
  test('reads tags with and without a value', () => {
    expect(filterOf(read('tag=team:pay:eu&tag=owner')).tags).toEqual([
      { key: 'team', value: 'pay:eu' },
      { key: 'owner' },
    ])
  })

  test('asks nothing that the address does not ask', () => {
    const { tab, textChecks, ...rest } = filterOf(read(''))
    expect([tab, textChecks, Object.values(rest).filter((value) => value !== undefined)]).toEqual(['open', [], []])
  })

  test('sorts by what it names, turned round by a minus sign', () => {
    expect([orderOf(read('')), orderOf(read('sort=-first-seen'))]).toEqual([
      { by: 'priority', descending: false },
      { by: 'first-seen', descending: true },
    ])
  })
})
