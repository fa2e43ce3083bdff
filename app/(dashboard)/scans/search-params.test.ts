import { expect, test } from 'vitest'
import { historyFilter, readScansQuery, scansHref } from './search-params.ts'

test('the address of the history comes back as it was read, without what is as usual', () => {
  for (const href of ['/scans', '/scans?account=111122223333&state=failed', '/scans?after=abc']) {
    expect(scansHref(readScansQuery(Object.fromEntries(new URL(href, 'http://x').searchParams)))).toBe(href)
  }
})

test('an address that cannot be shows the whole history', () => {
  expect(readScansQuery({ account: ['1', '2'], state: 'sleeping' })).toEqual({ state: 'all' })
})

test('the history holds no scan that still runs', () => {
  expect(historyFilter({ state: 'all' }).states).toEqual(['done', 'failed', 'cancelled'])
  expect(historyFilter({ state: 'failed', account: '111122223333' })).toEqual({
    states: ['failed'],
    accounts: ['111122223333'],
  })
})
