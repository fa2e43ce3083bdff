import { expect, test } from 'vitest'
import { changed, filterOf, isFiltered, resourcesAddress } from './search-params.ts'

function read(search: string) {
  const asked = resourcesAddress.read(Object.fromEntries(new URLSearchParams(search)))
  if ('problem' in asked) throw new Error(asked.problem)
  return asked.query
}

test('an address of the inventory comes back as it was read', () => {
  const search = 'kind=ecs-service,listener&account=111122223333&region=eu-west-1&owner=none&exposed=yes&q=api'
  expect(resourcesAddress.href(read(search))).toBe(`/resources?${search}`)
})

test('"none" asks for what has no owner tag, any other owner for its own', () => {
  expect(filterOf(read('owner=none'))).toMatchObject({ unowned: true, owners: undefined })
  expect(filterOf(read('owner=payments'))).toMatchObject({ unowned: false, owners: ['payments'] })
})

test('a changed filter starts at the first page', () => {
  expect(resourcesAddress.href(changed(read('after=abc&from=51'), { exposed: 'no' }))).toBe('/resources?exposed=no')
})

test('the account narrows the scope and is no filter', () => {
  expect([isFiltered(read('account=111122223333')), isFiltered(read('q=x'))]).toEqual([false, true])
})
