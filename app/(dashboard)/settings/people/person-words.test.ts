import { expect, test } from 'vitest'
import type { PersonRow } from '#lib/data/people/list.ts'
import { accountsWords, hasSecondPerson, peopleVerdict, personVerdict } from './person-words.ts'

const grace: PersonRow = {
  id: 'g',
  name: 'Grace',
  email: 'grace@example.com',
  role: 'auditor',
  accounts: 'all',
  state: 'active',
  createdAt: '2026-11-22T08:00:00.000Z',
}
const ada: PersonRow = { ...grace, id: 'a', name: 'Ada', role: 'admin' }

test('the head of the list says how many can sign in, and who else there is', () => {
  expect(peopleVerdict([ada])).toBe('1 person can sign in')
  expect(peopleVerdict([ada, grace, { ...grace, state: 'invited' }, { ...grace, state: 'disabled' }])).toBe(
    '2 people can sign in, 1 invited, 1 disabled',
  )
})

test('a second person is one who may decide everywhere', () => {
  expect(hasSecondPerson([ada, grace])).toBe(true)
  expect(hasSecondPerson([ada])).toBe(false)
  expect(hasSecondPerson([ada, { ...grace, role: 'operator' }])).toBe(false)
  expect(hasSecondPerson([ada, { ...grace, state: 'disabled' }])).toBe(false)
  expect(hasSecondPerson([ada, { ...grace, accounts: ['111122223333'] }])).toBe(false)
})

test('somebody is told by name, role and reach, or by why they cannot sign in', () => {
  expect(personVerdict(grace)).toBe('Grace: auditor, sees every account')
  expect(personVerdict({ ...ada, accounts: ['111122223333'] })).toBe('Ada: administrator, sees 1 account')
  expect(personVerdict({ ...grace, state: 'invited' })).toBe('Grace was invited as auditor')
  expect(personVerdict({ ...grace, state: 'disabled' })).toBe('Grace is disabled')
})

test('accounts go by their aliases, one that was deleted by its id', () => {
  const aliases = new Map([['111122223333', 'prod']])
  expect(accountsWords('all', aliases)).toBe('every account')
  expect(accountsWords(['111122223333', '444455556666'], aliases)).toBe('prod, 444455556666')
})
