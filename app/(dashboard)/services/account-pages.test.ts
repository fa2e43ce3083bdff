import { expect, test } from 'vitest'
import type { ServiceCount } from '#lib/data/estate/service-counts.ts'
import { accountPages, pageOfAccount } from './account-pages.ts'

const counts = (...services: number[]): ServiceCount[] =>
  services.map((each, index) => ({ account: { id: String(index), alias: `account-${index}` }, services: each }))
const sizes = (...services: number[]) =>
  accountPages(counts(...services), 10).map((page) => page.map((one) => one.services))

test('a page holds whole accounts, in their order, until the next one would not fit', () => {
  expect(sizes(4, 6, 1, 9, 3)).toEqual([[4, 6], [1, 9], [3]])
  expect(sizes(10, 0, 0)).toEqual([[10, 0, 0]])
  expect(sizes()).toEqual([])
})

test('an account with more than fits on a page is one by itself', () => {
  expect(sizes(2, 25, 2, 2)).toEqual([[2], [25], [2, 2]])
})

test('a page is found by any account on it; what is not among them leads to the first', () => {
  const pages = accountPages(counts(4, 6, 1, 9, 3), 10)
  expect(['0', '1', '3', '4'].map((id) => pageOfAccount(pages, id))).toEqual([0, 0, 1, 2])
  expect([pageOfAccount(pages, '9'), pageOfAccount(pages, undefined), pageOfAccount([], '1')]).toEqual([0, 0, 0])
})
