import { expect, test } from 'vitest'
import { exportHref } from './search-params.ts'
import { verdictOf } from './unused-words.ts'

test.each([
  [{ revisions: 0, families: 0, cautions: 0 }, 'No unused revisions'],
  [{ revisions: 1, families: 1, cautions: 0 }, '1 unused revision of 1 family'],
  [{ revisions: 12, families: 3, cautions: 2 }, '12 unused revisions of 3 families'],
])('the heading says how many there are: %o', (counts, words) => expect(verdictOf(counts, true)).toBe(words))

test('before the first scan it says that nothing is known', () => {
  expect(verdictOf({ revisions: 0, families: 0, cautions: 0 }, false)).toBe('Unused revisions are not known yet')
})

test('files hold what the list is narrowed to, and all of its pages', () => {
  expect(exportHref({}, 'csv')).toBe('/resources/unused/export?format=csv')
  expect(exportHref({ account: ['111122223333'], q: 'web', after: 'x', from: 51 }, 'sh')).toBe(
    '/resources/unused/export?account=111122223333&q=web&format=sh',
  )
})
