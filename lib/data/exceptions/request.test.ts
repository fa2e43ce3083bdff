import { beforeEach, describe, expect, test } from 'vitest'
import { findFinding } from '../findings/detail.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { check, fail, inDays, input, numberOf, scopeOf, setupTwoAuditors, wholeAccount } from '../testing/exceptions.ts'
import { containerOutcome, scanOf, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { revokeException } from './decide.ts'
import { exceptionsOf } from './list.ts'
import { previewException } from './preview.ts'
import { requestException } from './request.ts'

setupTestDatabase()

let auditor: Viewer
let second: Viewer

beforeEach(async () => {
  ;({ auditor, second } = await setupTwoAuditors())
})

describe('asking for an exception', () => {
  test('needs a reason, a day within a year, and something that fails', async () => {
    await scanOf([fail('web'), containerOutcome('blind', 'unknown')])
    const scope = await scopeOf('web')
    await expect(requestException(auditor, { ...input(scope), reason: ' no ' })).rejects.toThrow('Write the reason')
    await expect(requestException(auditor, input(scope, inDays(366)))).rejects.toThrow('Choose a day')
    await expect(requestException(auditor, input(scope, inDays(-1)))).rejects.toThrow('Choose a day')
    await expect(requestException(auditor, input({ ...scope, check: 'dep-deregistration-delay' }))).rejects.toThrow(
      'there is nothing to except',
    )
    await requestException(auditor, input(scope))
    await expect(requestException(second, input(scope))).rejects.toThrow('has this scope already')
  })

  test('is for auditors and administrators, within the accounts that they see', async () => {
    await scanOf([fail('web')])
    const scope = await scopeOf('web')
    for (const role of ['viewer', 'operator'] as const) {
      await expect(requestException({ ...auditor, role }, input(scope))).rejects.toThrow(`Your role, ${role}`)
    }
    const narrow: Viewer = { ...auditor, accounts: [staging] }
    await expect(requestException(narrow, input(scope))).rejects.toThrow('You may not see account')
    await expect(requestException(narrow, input({ kind: 'tag', check, key: 'team', value: 'pay' }))).rejects.toThrow(
      'choose one account',
    )
    const id = await requestException(auditor, input(scope))
    await expect(revokeException(narrow, id)).rejects.toThrow('You may not see account')
    expect(
      await exceptionsOf(narrow, {
        fingerprint: (await findFinding(auditor, await numberOf('web')))?.fingerprint ?? '',
      }),
    ).toEqual([])
  })

  test('shows what it would cover: how many, how severe, the most urgent', async () => {
    await scanOf([fail('web'), fail('api', { severity: 'high' }), containerOutcome('good', 'pass')])
    const preview = await previewException(auditor, wholeAccount)
    expect(preview).toMatchObject({
      count: 2,
      worst: 'high',
      excepted: 0,
      bySeverity: [
        { severity: 'high', count: 1 },
        { severity: 'medium', count: 1 },
      ],
    })
    expect(preview.rows.map(({ subject }) => subject.name)).toEqual(['api / app', 'web / app'])
    expect(await previewException({ ...auditor, accounts: [staging] }, wholeAccount)).toMatchObject({
      count: 0,
      rows: [],
    })
  })
})
