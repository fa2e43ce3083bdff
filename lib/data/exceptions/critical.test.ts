import { beforeEach, describe, expect, test } from 'vitest'
import { pool } from '../client.ts'
import { invitePerson } from '../people/invite.ts'
import { readPosture } from '../posture/posture.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { fail, inDays, input, scopeOf, setupTwoAuditors, standing, wholeAccount, worse } from '../testing/exceptions.ts'
import { addTestPerson } from '../testing/people.ts'
import { administrator, production, scanOf, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { countOtherApprovers } from './approvers.ts'
import { approveException, refuseException, revokeException } from './decide.ts'
import { expireExceptions } from './expire.ts'
import { findException } from './list.ts'
import { requestException } from './request.ts'

setupTestDatabase()

let auditor: Viewer
let second: Viewer

beforeEach(async () => {
  ;({ auditor, second } = await setupTwoAuditors())
})

describe('a critical exception', () => {
  const critical = () => scanOf([fail('web', { severity: 'critical' }), fail('api')])

  test('hides nothing and leaves the cap in place until a different auditor or an administrator approves it', async () => {
    await critical()
    const id = await requestException(auditor, input(await scopeOf('web')))
    expect(await standing()).toEqual({ open: ['api', 'web'], excepted: [] })
    expect(await findException(administrator, id)).toMatchObject({ state: 'pending', covers: 1 })
    expect((await readPosture(administrator)).overall.critical).toBe(1)
    await approveException(second, id)
    expect(await standing()).toEqual({ open: ['api'], excepted: ['web'] })
    expect((await readPosture(administrator)).overall.critical).toBe(0)
    expect(await findException(administrator, id)).toMatchObject({
      state: 'active',
      approved: { by: { name: 'Brandt' } },
    })
  })

  test('cannot be approved by whoever asked for it, not even by an administrator', async () => {
    await critical()
    const own = await requestException(auditor, input(await scopeOf('web')))
    await expect(approveException(auditor, own)).rejects.toThrow('You asked for this exception')
    await expect(refuseException(auditor, own)).rejects.toThrow('You asked for this exception')
    await revokeException(auditor, own)
    const root = await addTestPerson('root', 'admin')
    const theirs = await requestException(root, input(await scopeOf('web')))
    await expect(approveException(root, theirs)).rejects.toThrow('You asked for this exception')
    await expect(
      pool().query(`update exception set state = 'active', approved_by = requested_by where id = $1`, [theirs]),
    ).rejects.toThrow('exception_second_person')
    expect((await standing()).excepted).toEqual([])
  })

  test('of a whole account waits as one when a single finding in it is critical', async () => {
    await critical()
    const id = await requestException(auditor, input(wholeAccount))
    expect((await standing()).excepted).toEqual([])
    await approveException(second, id)
    expect((await standing()).excepted).toEqual(['api', 'web'])
  })

  test('can be refused, and then hides nothing', async () => {
    await critical()
    const id = await requestException(auditor, input(await scopeOf('web')))
    await refuseException(second, id)
    await expect(approveException(second, id)).rejects.toThrow('does not wait for approval')
    expect((await standing()).excepted).toEqual([])
  })

  test('is not approved once it is worse than what was asked for, nor after its day', async () => {
    await critical()
    const scope = await scopeOf('web')
    const id = await requestException(auditor, input(scope))
    await scanOf([worse(fail('web', { severity: 'critical' }), 'privileged', 'web is privileged.'), fail('api')])
    await expect(approveException(second, id)).rejects.toThrow('has got worse since')
    await expect(approveException(second, id, inDays(31))).rejects.toThrow('does not wait for approval')
    expect(await expireExceptions(inDays(31))).toBe(1)
    expect((await standing()).excepted).toEqual([])
  })

  test('tells how many others could approve it', async () => {
    await addTestPerson('narrow', 'auditor', [staging])
    await addTestPerson('viewer', 'viewer')
    expect(await countOtherApprovers(auditor, auditor.userId, production)).toBe(1)
    expect(await countOtherApprovers(auditor, auditor.userId, staging)).toBe(2)
    expect(await countOtherApprovers(auditor, auditor.userId)).toBe(1)
  })

  test('counts nobody who was invited and has not come yet', async () => {
    const invited = { name: 'Grace', email: 'grace@example.com', role: 'auditor', accounts: 'all' } as const
    await invitePerson({ ...second, role: 'admin' }, invited, { hash: 'h', expires: inDays(1) })
    expect(await countOtherApprovers(auditor, auditor.userId)).toBe(1)
  })
})
