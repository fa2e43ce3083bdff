import { expect, test } from 'vitest'
import { endOf, scopeFrom } from './typed-exception.ts'

const finding = { id: 'F-7', check: 'ctr-non-root-user', account: { id: '111122223333' } }
const place = { check: finding.check, account: '111122223333' }

test('a scope is chosen around the finding that it is asked for', () => {
  expect(scopeFrom({ scope: 'finding', everywhere: false }, finding)).toEqual({
    kind: 'finding',
    ...place,
    finding: 'F-7',
  })
  expect(scopeFrom({ scope: 'account', everywhere: true }, finding)).toEqual({ kind: 'account', ...place })
  const tag = { kind: 'tag', check: finding.check, key: 'team', value: 'pay:eu' }
  expect(scopeFrom({ scope: 'tag', tag: 'team:pay:eu', everywhere: true }, finding)).toEqual(tag)
  expect(scopeFrom({ scope: 'tag', tag: 'team:pay:eu', everywhere: false }, finding)).toEqual({ ...tag, ...place })
  expect(() => scopeFrom({ scope: 'tag', everywhere: false }, finding)).toThrow('Choose the tag')
})

test('it ends as a day begins in UTC: the chosen one, else so many days from today', () => {
  const now = new Date('2026-11-22T14:06:00Z')
  expect(endOf({ days: '30' }, now)).toEqual(new Date('2026-12-22T00:00:00Z'))
  expect(endOf({ days: '30', day: '2026-12-01' }, now)).toEqual(new Date('2026-12-01T00:00:00Z'))
})
