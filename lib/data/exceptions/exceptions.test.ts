import { beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { Resource } from '#lib/engine/resources.ts'
import { deleteAccount } from '../accounts.ts'
import { listAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { findFinding } from '../findings/detail.ts'
import { readPartTrend } from '../posture/part-trend.ts'
import { readPosture } from '../posture/posture.ts'
import { setupTestDatabase } from '../testing/database.ts'
import {
  check,
  fail,
  inDays,
  input,
  numberOf,
  scopeOf,
  setupTwoAuditors,
  standing,
  wholeAccount,
  worse,
} from '../testing/exceptions.ts'
import { administrator, containerOutcome, production, scanOf, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { revokeException } from './decide.ts'
import { expireExceptions } from './expire.ts'
import { countExceptions, findException, listCovered, listExceptions } from './list.ts'
import { previewException } from './preview.ts'
import { requestException } from './request.ts'

setupTestDatabase()

let auditor: Viewer
let second: Viewer

beforeEach(async () => {
  ;({ auditor, second } = await setupTwoAuditors())
})

async function clusterScore(): Promise<number | undefined> {
  const part = `arn:aws:ecs:eu-west-1:${production}:cluster/main`
  return (await readPartTrend(administrator, { account: production, part })).at(-1)?.value
}

describe('an exception', () => {
  test('hides one finding from the lists and from both sides of the score until its day, and then it is back with its age', async () => {
    await scanOf([fail('web'), fail('api'), containerOutcome('good', 'pass')])
    const before = await findFinding(administrator, await numberOf('web'))
    expect((await readPosture(administrator)).overall.value).toBe(33)
    const id = await requestException(auditor, input(await scopeOf('web')))
    expect(await standing()).toEqual({ open: ['api'], excepted: ['web'] })
    const posture = await readPosture(administrator)
    expect([posture.overall.value, posture.beside.excepted]).toEqual([50, 1])
    const { rows } = await pool().query(`select result -> 'value' as value from score_snapshot where scope = 'account'`)
    expect(rows).toEqual([{ value: 50 }])
    expect(await clusterScore()).toBe(50)

    expect(await expireExceptions(inDays(29))).toBe(0)
    expect(await expireExceptions(inDays(31))).toBe(1)
    expect(await standing()).toEqual({ open: ['api', 'web'], excepted: [] })
    expect((await readPosture(administrator)).overall.value).toBe(33)
    expect(await clusterScore()).toBe(33)
    const after = await findFinding(administrator, await numberOf('web'))
    expect(after?.firstSeen).toBe(before?.firstSeen)
    expect(after?.events.map(({ kind, exception, why, actor }) => [kind, exception, why, actor])).toEqual([
      ['exception-ended', id, 'expired', undefined],
      ['excepted', id, undefined, 'Novak'],
      ['opened', undefined, undefined, undefined],
    ])
    expect(await findException(administrator, id)).toMatchObject({ state: 'expired', covers: 1 })
  })

  test('that is over by its date is expired on every page, whatever has run since', async () => {
    await scanOf([fail('web')])
    const id = await requestException(auditor, input(await scopeOf('web'), inDays(0.5)), inDays(-1))
    expect(await findException(administrator, id)).toMatchObject({ state: 'active' })
    await pool().query(`update exception set expires_at = now() - interval '1 second' where id = $1`, [id])
    expect(await findException(administrator, id)).toMatchObject({ state: 'expired' })
    expect(await countExceptions(administrator)).toEqual({ active: 0, expiring: 0, pending: 0, expired: 1, ended: 0 })
    await scanOf([fail('web')])
    expect(await standing()).toEqual({ open: ['web'], excepted: [] })
  })

  test('ends once, however many processes keep the clock', async () => {
    await scanOf([fail('web')])
    await requestException(auditor, input(await scopeOf('web')))
    const ended = await Promise.all(Array.from({ length: 4 }, () => expireExceptions(inDays(31))))
    expect(ended.reduce((sum, each) => sum + each, 0)).toBe(1)
    const events = (await findFinding(administrator, await numberOf('web')))?.events
    expect(events?.filter(({ kind }) => kind === 'exception-ended')).toHaveLength(1)
  })

  test('that is revoked brings back what it hid, and the audit log names who asked and who revoked', async () => {
    await scanOf([fail('web')])
    const id = await requestException(auditor, input(await scopeOf('web')))
    await revokeException(second, id)
    expect(await standing()).toEqual({ open: ['web'], excepted: [] })
    expect(await findException(administrator, id)).toMatchObject({
      state: 'revoked',
      ended: { by: { name: 'Brandt' } },
    })
    await expect(revokeException(second, id)).rejects.toThrow(`E-${id} has ended`)
    const entries = (await listAudit(administrator)).rows.filter(({ target }) => target === `exception/E-${id}`)
    expect(entries.map(({ verb, name }) => [verb, name])).toEqual([
      ['exception.revoke', 'Brandt'],
      ['exception.request', 'Novak'],
    ])
  })

  test('survives that its finding is fixed and comes back as it was', async () => {
    await scanOf([fail('web')])
    await requestException(auditor, input(await scopeOf('web')))
    await scanOf([containerOutcome('web', 'pass')])
    await scanOf([fail('web')])
    expect(await standing()).toEqual({ open: [], excepted: ['web'] })
  })

  test.each([
    ['a further reason', (outcome: Outcome) => worse(outcome, 'privileged', 'web is privileged.')],
    ['another value', (outcome: Outcome) => worse({ ...outcome }, 'root', 'web runs as user 0 through sudo.')],
    ['a higher severity', (outcome: Outcome): Outcome => ({ ...outcome, severity: 'high' })],
  ])('lapses when what it accepted gets worse by %s', async (_, change) => {
    await scanOf([fail('web')])
    const id = await requestException(auditor, input(await scopeOf('web')))
    const { scan } = await scanOf([change(fail('web'))], { at: '2026-11-22T09:00:00.000Z' })
    expect(await standing()).toEqual({ open: ['web'], excepted: [] })
    expect(await findException(administrator, id)).toMatchObject({ state: 'lapsed' })
    const events = (await findFinding(administrator, await numberOf('web')))?.events
    expect(events?.find(({ kind }) => kind === 'exception-ended')).toMatchObject({ scan, why: 'lapsed', exception: id })
    await scanOf([fail('web')], { at: '2026-11-22T10:00:00.000Z' })
    expect(await standing(), 'better again, but nobody has accepted that').toEqual({ open: ['web'], excepted: [] })
  })

  test('stays when what it accepted gets better, or cannot be judged', async () => {
    await scanOf([worse(fail('web'), 'privileged', 'web is privileged.')])
    await requestException(auditor, input(await scopeOf('web')))
    await scanOf([fail('web')])
    expect((await standing()).excepted).toEqual(['web'])
    await scanOf([containerOutcome('web', 'unknown')])
    expect((await standing()).excepted).toEqual(['web'])
  })

  test('over an account covers later findings of the same kind, and none that goes beyond', async () => {
    await scanOf([fail('web')])
    await scanOf([fail('web', { account: staging })], { account: staging })
    const id = await requestException(auditor, input(wholeAccount))
    await scanOf([
      fail('web'),
      fail('later'),
      fail('graver', { severity: 'high' }),
      worse(fail('other'), 'privileged', 'other is privileged.'),
      fail('web', { check: 'scr-no-plaintext-env' }),
    ])
    expect(await standing()).toEqual({ open: ['graver', 'other', 'web', 'web'], excepted: ['later', 'web'] })
    expect((await listCovered(administrator, id)).map(({ subject }) => subject.name).toSorted()).toEqual([
      'later / app',
      'web / app',
    ])
    await scanOf([worse(fail('later'), 'privileged', 'later is privileged.'), fail('web')])
    expect((await standing()).excepted, 'one lapses, the others stay').toEqual(['web'])
    expect(await findException(administrator, id)).toMatchObject({ state: 'active', covers: 1 })
  })

  test('over a tag holds as long as the resource carries it, in every account', async () => {
    const tagged = (account: string, team?: string): Resource[] => {
      const arn = `arn:aws:ecs:eu-west-1:${account}:task-definition/web`
      const base = { type: 'task-definition', name: 'web', region: 'eu-west-1', exposed: false, relations: [] }
      return [{ ...base, key: arn, arn, tags: team ? { team } : {}, configuration: {} }]
    }
    for (const account of [production, staging]) {
      await scanOf([fail('web', { account }), fail('api', { account })], { account, resources: tagged(account, 'pay') })
    }
    const scope = { kind: 'tag', check, key: 'team', value: 'pay' } as const
    expect(await previewException(administrator, scope)).toMatchObject({ count: 2, worst: 'medium' })
    const id = await requestException(auditor, input(scope))
    expect(await standing()).toEqual({ open: ['api', 'api'], excepted: ['web', 'web'] })
    const covering = async (account: string) =>
      (await listExceptions(administrator, { tab: 'active', accounts: [account] })).rows.map((row) => row.id)
    expect([await covering(production), await covering(staging), await covering('999999999999')]).toEqual([
      [id],
      [id],
      [],
    ])
    expect(await countExceptions(administrator, { check })).toMatchObject({ active: 1 })
    expect(await countExceptions(administrator, { check: 'scr-no-plaintext-env' })).toMatchObject({ active: 0 })
    await scanOf([fail('web'), fail('api')], { resources: tagged(production) })
    expect(await standing()).toEqual({ open: ['api', 'api', 'web'], excepted: ['web'] })
    await scanOf([fail('web'), fail('api')], { resources: tagged(production, 'pay') })
    expect((await standing()).excepted).toEqual(['web', 'web'])
    await revokeException(auditor, id)
    expect((await standing()).excepted).toEqual([])
  })

  test('goes on under the new id of a check that was renamed', async () => {
    await scanOf([fail('web')])
    await requestException(auditor, input(wholeAccount))
    const checks = [{ id: 'ctr-user', pillar: 'security', severity: 'medium' as const, aliases: [check] }]
    const renamed = containerOutcome('web', 'fail', { check: 'ctr-user' })
    await scanOf([renamed], { checks, checkSet: { count: 1, hash: 'set-2' } })
    expect(await standing()).toEqual({ open: [], excepted: ['web'] })
  })

  test('goes with its account', async () => {
    await scanOf([fail('web')])
    await requestException(auditor, input(wholeAccount))
    await deleteAccount(administrator, production)
    expect((await listExceptions(administrator, { tab: 'active' })).rows).toEqual([])
  })
})
