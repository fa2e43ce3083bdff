import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rules } from '#lib/checks/questions.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { deleteAccount } from '../accounts.ts'
import { listAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { readStanding } from '../guide/standings.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestPerson } from '../testing/people.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf, staging } from '../testing/scans.ts'
import type { Viewer } from '../viewer.ts'
import { addFile, readFile } from './files.ts'
import { countAttestations, findAttestation, listAttestations } from './list.ts'
import { acceptAnswer, declineAnswer, withdrawAnswer } from './review.ts'
import { settleAnswers } from './settle.ts'
import { type AnswerInput, readAsked, readDueCounts, signAnswer } from './sign.ts'
import { readServiceProvider, saveServiceProvider } from './validity.ts'

setupTestDatabase()

const check = 'ops-input-validation'
const statement = rules.find(({ id }) => id === check)?.asks?.statement ?? ''
const checks = rules.filter(({ id }) => id === check || id === 'cmp-pci-scope')
const day = 86_400_000
let ada: Viewer
let bea: Viewer
let limited: Viewer

beforeAll(async () => {
  ada = await addTestPerson('ada', 'auditor')
  bea = await addTestPerson('bea', 'auditor')
  limited = await addTestPerson('lim', 'auditor', [production])
})

beforeEach(async () => {
  await pool().query('delete from attestation')
  await pool().query('delete from aws_account')
  for (const table of ['outcome', 'finding', 'tally', 'resource']) await pool().query(`delete from ${table}`)
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  await scan()
  await scan({ account: staging })
})

const asking = (name: string, given: Parameters<typeof containerOutcome>[2] = {}): Outcome =>
  containerOutcome(name, 'manual', { check, reason: statement, ...given })

const scan = ({ account = production, web }: { account?: string; web?: Outcome } = {}) =>
  scanOf([web ?? asking('web', { account }), asking('api', { account })], { account, checks })

const input = (given: Partial<AnswerInput> = {}): AnswerInput => ({
  fingerprint: asking('web').fingerprint,
  scope: 'subject',
  yes: true,
  statement,
  comment: 'Looked at it.',
  links: ['https://wiki.example.com/validation'],
  ...given,
})

async function statusOf(name: string, account = production): Promise<string> {
  const { rows } = await pool().query('select status from outcome where fingerprint = $1', [
    asking(name, { account }).fingerprint,
  ])
  return rows[0]?.status
}

const counts = async (account = production) => {
  const { standing } = await readStanding(administrator, check, { accounts: [account] })
  return { pass: standing?.pass, fail: standing?.fail, manual: standing?.manual }
}

async function accepted(given: Partial<AnswerInput> = {}, now?: Date): Promise<number> {
  const id = await signAnswer(ada, input(given), now)
  await acceptAnswer(bea, id, 'Read it.', now)
  return id
}

describe('an answer', () => {
  test('decides nothing before a second person has reviewed it, and then at once', async () => {
    const id = await signAnswer(ada, input())
    expect(await statusOf('web')).toBe('manual')
    await expect(acceptAnswer(ada, id)).rejects.toThrow('You signed this answer')
    expect(await countAttestations(administrator)).toMatchObject({ pending: 1, valid: 0 })
    await acceptAnswer(bea, id, 'Read it.')
    expect(await statusOf('web')).toBe('pass')
    expect(await statusOf('api')).toBe('manual')
    expect(await counts()).toEqual({ pass: 1, fail: 0, manual: 1 })
    expect(await findAttestation(administrator, id)).toMatchObject({
      state: 'valid',
      statement,
      signed: { by: 'ada', name: 'Ada' },
      reviewed: { by: 'bea', name: 'Bea', note: 'Read it.' },
      subjects: { count: 1, names: ['web / app'] },
    })
  })

  test('of no opens a finding, and the finding is resolved when the answer is yes later', async () => {
    await accepted({ yes: false })
    expect(await counts()).toEqual({ pass: 0, fail: 1, manual: 1 })
    const { rows } = await pool().query('select state, severity, message, number from finding')
    expect(rows).toMatchObject([{ state: 'open', severity: 'medium' }])
    expect(rows[0].message).toMatch(/^Answered with no by Ada on .*: All input/)
    await accepted()
    expect(await counts()).toEqual({ pass: 1, fail: 0, manual: 1 })
    const events = await pool().query('select kind from finding_event where finding = $1 order by at', [rows[0].number])
    expect(events.rows.map(({ kind }) => kind)).toEqual(['opened', 'resolved'])
    expect((await listAttestations(administrator, { tab: 'ended' })).rows[0]?.ended?.reason).toMatch(
      /^A-\d+ took its place\.$/,
    )
  })

  test('survives scans, which write nothing new for it', async () => {
    await accepted({ scope: 'account' })
    await scan()
    expect(await counts()).toEqual({ pass: 2, fail: 0, manual: 0 })
    expect((await scan()).rowsWritten).toBe(0)
  })

  test('of all accounts speaks of every account, and one of an account of no other', async () => {
    await accepted({ scope: 'account' })
    expect(await counts(staging)).toEqual({ pass: 0, fail: 0, manual: 2 })
    await accepted({ scope: 'all' })
    expect(await counts(staging)).toEqual({ pass: 2, fail: 0, manual: 0 })
  })

  test('never outlives its date: what rested on it is to be attested again', async () => {
    const then = new Date(Date.now() - 364 * day)
    const id = await accepted({ scope: 'all' }, then)
    expect(await counts()).toEqual({ pass: 2, fail: 0, manual: 0 })
    await settleAnswers(new Date(then.getTime() + 365 * day - 1))
    expect(await counts()).toEqual({ pass: 2, fail: 0, manual: 0 })
    await settleAnswers(new Date(then.getTime() + 365 * day))
    for (const account of [production, staging]) expect(await counts(account)).toEqual({ pass: 0, fail: 0, manual: 2 })
    expect((await findAttestation(administrator, id))?.ended?.reason).toBe('Its time was over.')
  })

  test('whose time is over when a scan is stored decides nothing in it, before any clock has ticked', async () => {
    await accepted({}, new Date(Date.now() - 400 * day))
    await scan()
    expect(await statusOf('web')).toBe('manual')
  })

  test('for all accounts that a scan of one contradicts ends everywhere', async () => {
    const id = await accepted({ scope: 'all' })
    await scan({ web: containerOutcome('web', 'fail', { check }) })
    expect(await statusOf('web')).toBe('fail')
    expect(await statusOf('api')).toBe('manual')
    expect(await statusOf('web', staging)).toBe('pass')
    await settleAnswers(new Date())
    expect(await statusOf('web', staging)).toBe('manual')
    expect((await findAttestation(administrator, id))?.ended?.reason).toBe(
      'A scan found the contrary for web / app: web runs as root.',
    )
    expect((await findAttestation(limited, id))?.ended?.reason).toBe('It ended.')
  })

  test('ends with anything new in what it covered', async () => {
    await scan({ web: asking('web', { covers: ['subnet a'] }) })
    await accepted()
    expect((await scan({ web: asking('web', { covers: ['subnet a'] }) })).rowsWritten).toBeLessThanOrEqual(1)
    expect(await statusOf('web')).toBe('pass')
    await scan({ web: asking('web', { covers: ['subnet a', 'subnet b'] }) })
    expect(await statusOf('web')).toBe('manual')
  })

  test('stays with a check that gets another id', async () => {
    const id = await accepted()
    const renamed = { id: 'ops-input-checked', pillar: 'operations', severity: 'medium', aliases: [check] } as const
    const now = asking('web', { check: renamed.id })
    await scanOf([now], { checks: [renamed] })
    const { rows } = await pool().query('select status, attestation from outcome where fingerprint = $1', [
      now.fingerprint,
    ])
    expect(rows).toEqual([{ status: 'pass', attestation: id }])
  })

  test('that was declined or taken back decides nothing, and says why', async () => {
    const declined = await signAnswer(ada, input())
    await expect(declineAnswer(bea, declined, ' ')).rejects.toThrow('Say why')
    await declineAnswer(bea, declined, 'The link is dead.')
    expect(await statusOf('web')).toBe('manual')
    const id = await accepted()
    await withdrawAnswer(ada, id, 'The service was rewritten.')
    expect(await counts()).toEqual({ pass: 0, fail: 0, manual: 2 })
    expect((await findAttestation(administrator, id))?.ended?.reason).toBe(
      'Taken back by Ada: The service was rewritten.',
    )
    await expect(acceptAnswer(bea, id)).rejects.toThrow('does not wait')
    const history = await listAttestations(administrator, { fingerprint: asking('web').fingerprint })
    expect(history.rows.map(({ state }) => state)).toEqual(['ended', 'declined'])
  })

  test('to what is asked of untagged services makes it not apply', async () => {
    const none = { check: 'cmp-pci-scope', reason: 'No card data here.', ifYes: 'not_applicable' } as const
    await scanOf([containerOutcome('web', 'manual', none)], { checks })
    const { fingerprint } = containerOutcome('web', 'manual', none)
    const id = await signAnswer(ada, input({ fingerprint, statement: none.reason, scope: 'account' }))
    await acceptAnswer(bea, id)
    const { rows } = await pool().query('select status from outcome where fingerprint = $1', [fingerprint])
    expect(rows).toEqual([{ status: 'not_applicable' }])
  })

  test('holds half as long for service providers where the catalogue says so', async () => {
    const scoped = rules.find(({ id }) => id === 'cmp-pci-scope')?.asks?.statement ?? ''
    const outcome = containerOutcome('web', 'manual', { check: 'cmp-pci-scope', reason: scoped })
    await scanOf([outcome], { checks })
    const given = input({ fingerprint: outcome.fingerprint, statement: scoped })
    const now = new Date('2026-11-22T00:00:00Z')
    const until = async () => (await findAttestation(administrator, await signAnswer(ada, given, now)))?.until
    expect(await until()).toBe('2027-11-22T00:00:00.000Z')
    await saveServiceProvider(administrator, true)
    expect(await readServiceProvider()).toBe(true)
    expect(await until()).toBe('2027-05-21T00:00:00.000Z')
    await saveServiceProvider(administrator, false)
  })

  test('is for those who may give it, about what they see, as it was shown, with evidence', async () => {
    const viewer = await addTestPerson(`v${Date.now()}`, 'operator')
    await expect(signAnswer(viewer, input())).rejects.toThrow('Your role, operator')
    await expect(signAnswer(limited, input({ scope: 'all' }))).rejects.toThrow('You may not see every account')
    const foreign = asking('web', { account: staging }).fingerprint
    await expect(signAnswer(limited, input({ fingerprint: foreign }))).rejects.toThrow('may not see account')
    expect(await readAsked(limited, foreign)).toBeUndefined()
    await expect(signAnswer(ada, input({ statement: 'Another.' }))).rejects.toThrow('What is asked has changed')
    await expect(signAnswer(ada, input({ links: [] }))).rejects.toThrow('A yes needs evidence')
    await expect(signAnswer(ada, input({ links: ['javascript:alert(1)'] }))).rejects.toThrow(
      'A link begins with https://',
    )
    await expect(signAnswer(ada, input({ yes: false, comment: '' }))).rejects.toThrow('Say in the comment')
    await expect(signAnswer(ada, input({ fingerprint: 'none' }))).rejects.toThrow('Nothing is asked of it')
    const all = await signAnswer(ada, input({ scope: 'all' }))
    await expect(acceptAnswer(limited, all)).rejects.toThrow('You may not see every account')
    expect(await readAsked(limited, asking('web').fingerprint)).toMatchObject({ sameHere: 2, sameEverywhere: 2 })
    expect(await readDueCounts(limited)).toEqual([{ check, count: 2 }])
  })

  test('is kept with its files, whose bytes nobody else sees, and gone with its account', async () => {
    const bytes = Buffer.from('%PDF-1.7 evidence')
    const id = await signAnswer(ada, input({ links: [], file: { name: '../../<b>scope</b>\u202e.pdf', bytes } }))
    const { files } = (await findAttestation(administrator, id)) ?? { files: [] }
    const [file] = files
    expect(file).toMatchObject({ name: 'b>.pdf', kind: 'pdf', size: 17 })
    expect(file?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await readFile(bea, id, file?.id ?? 0))?.bytes).toEqual(bytes)
    expect(await readFile({ ...limited, accounts: [staging] }, id, file?.id ?? 0)).toBeUndefined()
    await expect(addFile(bea, id, { name: 'a.txt', bytes: Buffer.from('a') })).rejects.toThrow('Only who signed')
    await addFile(ada, id, { name: 'a.txt', bytes: Buffer.from('a') })
    await acceptAnswer(bea, id)
    await expect(addFile(ada, id, { name: 'a.txt', bytes: Buffer.from('a') })).rejects.toThrow('was reviewed')
    await deleteAccount(administrator, production)
    const left = await pool().query('select id from attestation union all select id from attestation_file')
    expect(left.rows).toEqual([])
  })

  test('leaves a trail of each step in the audit log', async () => {
    const id = await accepted()
    await withdrawAnswer(bea, id, 'No longer so.')
    const { rows } = await listAudit(administrator, { size: 3 })
    expect(rows.map(({ verb, name }) => `${name} ${verb}`)).toEqual([
      'Bea attestation.withdraw',
      'Bea attestation.accept',
      'Ada attestation.sign',
    ])
    expect(rows[2]).toMatchObject({ target: `attestation/A-${id}`, account: production, after: { check, yes: true } })
  })
})
