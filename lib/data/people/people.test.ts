import { beforeEach, describe, expect, test } from 'vitest'
import { listAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestPerson } from '../testing/people.ts'
import { addTestAccount, production, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { type Access, changeAccess, setDisabled } from './change.ts'
import { invitePerson } from './invite.ts'
import { findPerson, listPeople } from './list.ts'
import { savePasswordLink } from './password-link.ts'

setupTestDatabase()

const link = (hash = 'h') => ({ hash, expires: new Date(Date.now() + 3_600_000) })
const grace = { name: 'Grace', email: 'grace@example.com', role: 'auditor', accounts: 'all' } as const
const auditor: Access = { role: 'auditor', accounts: 'all' }
let ada: Viewer

beforeEach(async () => {
  await pool().query('delete from "user"')
  await pool().query('delete from aws_account')
  await addTestAccount(production, 'prod')
  ada = await addTestPerson('ada', 'admin')
})

describe('people', () => {
  test('are listed by name with what they may do, and how they stand', async () => {
    await addTestPerson('cleo', 'viewer', [production])
    await setDisabled(ada, 'cleo', true)
    await invitePerson(ada, grace, link())
    expect(await listPeople(ada)).toMatchObject([
      { name: 'Ada', role: 'admin', accounts: 'all', state: 'active' },
      { name: 'Cleo', role: 'viewer', accounts: [production], state: 'disabled' },
      { name: 'Grace', email: grace.email, role: 'auditor', state: 'invited', linkUntil: expect.any(String) },
    ])
  })

  test.each([
    ['an auditor', () => addTestPerson('eve', 'auditor'), 'Your role, auditor'],
    ['an operator', () => addTestPerson('eve', 'operator'), 'Your role, operator'],
    [
      'an administrator of one account',
      () => addTestPerson('eve', 'admin', [production]),
      'You may not see every account',
    ],
  ])('are shown to and changed by no one like %s', async (_, add, refusal) => {
    const eve = await add()
    const before = await listPeople(ada)
    const attempts = [
      () => listPeople(eve),
      () => findPerson(eve, 'ada'),
      () => invitePerson(eve, grace, link()),
      () => changeAccess(eve, 'eve', { role: 'admin', accounts: 'all' }),
      () => setDisabled(eve, 'ada', true),
      () => savePasswordLink(eve, 'ada', link()),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(refusal)
    expect(await listPeople(ada)).toEqual(before)
  })
})

describe('an invitation', () => {
  test('is refused for an address that is there, however it is written, and leaves nothing behind', async () => {
    await invitePerson(ada, grace, link())
    const again = invitePerson(ada, { ...grace, name: 'Other', email: 'GRACE@example.com' }, link('other'))
    await expect(again).rejects.toThrow('grace@example.com is there already')
    expect((await pool().query('select token_hash from password_link')).rows).toEqual([{ token_hash: 'h' }])
  })

  test.each([
    [[], 'Tick at least one account'],
    [[production, staging], `Account ${staging} was not added`],
  ])('to accounts %j is refused', async (accounts, refusal) => {
    await expect(invitePerson(ada, { ...grace, accounts }, link())).rejects.toThrow(refusal)
    await expect(changeAccess(ada, 'ada', { role: 'viewer', accounts })).rejects.toThrow(refusal)
    expect(await listPeople(ada)).toHaveLength(1)
  })
})

describe('a change', () => {
  test('of role and accounts holds and stands in the audit log with what was before', async () => {
    const id = await invitePerson(ada, grace, link())
    await changeAccess(ada, id, { role: 'operator', accounts: [production] })
    expect(await findPerson(ada, id)).toMatchObject({ role: 'operator', accounts: [production] })
    await setDisabled(ada, id, true)
    await setDisabled(ada, id, false)
    await savePasswordLink(ada, id, link('new'))
    const { rows } = await listAudit(ada, { size: 5 })
    expect(rows.map(({ verb }) => verb)).toEqual([
      'user.password-link',
      'user.enable',
      'user.disable',
      'user.change',
      'user.invite',
    ])
    expect(rows[3]).toMatchObject({
      name: 'Ada',
      target: `user/${id}`,
      before: { role: 'auditor', accounts: 'all' },
      after: { role: 'operator', accounts: [production] },
    })
    expect(JSON.stringify(rows)).not.toContain('"new"')
  })

  test('never takes the last administrator who sees everything and can sign in', async () => {
    await invitePerson(ada, { ...grace, role: 'admin' }, link())
    await addTestPerson('cleo', 'admin', [production])
    await addTestPerson('dora', 'admin')
    await setDisabled(ada, 'dora', true)
    const refusal = 'No administrator would be left'
    await expect(changeAccess(ada, 'ada', auditor)).rejects.toThrow(refusal)
    await expect(changeAccess(ada, 'ada', { role: 'admin', accounts: [production] })).rejects.toThrow(refusal)
    await setDisabled(ada, 'dora', false)
    await changeAccess(ada, 'ada', auditor)
    expect(await findPerson({ ...ada, userId: 'dora' }, 'ada')).toMatchObject({ role: 'auditor' })
  })

  test('by two administrators who take each other’s role at once leaves one', async () => {
    const dora = await addTestPerson('dora', 'admin')
    const both = await Promise.allSettled([changeAccess(ada, 'dora', auditor), changeAccess(dora, 'ada', auditor)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await listPeople(ada)).filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  test('disables nobody’s own account, and a link is made for nobody who is disabled', async () => {
    await addTestPerson('dora', 'admin')
    await expect(setDisabled(ada, 'ada', true)).rejects.toThrow('You cannot disable yourself')
    await setDisabled(ada, 'dora', true)
    await expect(savePasswordLink(ada, 'dora', link())).rejects.toThrow('Dora is disabled: enable them first.')
  })

  test('of somebody who is not there says so', async () => {
    await expect(changeAccess(ada, 'nobody', auditor)).rejects.toThrow('There is no such person')
    expect(await findPerson(ada, 'nobody')).toBeUndefined()
  })
})
