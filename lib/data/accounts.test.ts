import { expect, test } from 'vitest'
import {
  addAccount,
  deleteAccount,
  findAccount,
  listAccounts,
  recordVerification,
  setPaused,
  updateAccount,
} from './accounts.ts'
import { listAudit } from './audit.ts'
import { pool } from './client.ts'
import { claimScan, createScan, failScan } from './scan-life.ts'
import { setupTestDatabase } from './testing/database.ts'
import { administrator, containerOutcome, production, scanOf, staging, testCall, testGap } from './testing/scans.ts'

setupTestDatabase()

const role = {
  id: production,
  alias: 'prod',
  kind: 'role',
  roleArn: `arn:aws:iam::${production}:role/TidewaiterRead`,
} as const

test('an added account gets an external id of its own, which only those who manage accounts read', async () => {
  const first = await addAccount(administrator, role)
  const second = await addAccount(administrator, {
    ...role,
    id: staging,
    alias: 'staging',
    roleArn: `arn:aws-us-gov:iam::${staging}:role/path/Read`,
  })
  expect(first.externalId).toMatch(/^tidewaiter-[\w-]{24}$/)
  expect(second.externalId).not.toBe(first.externalId)
  expect([first.partition, second.partition]).toEqual(['aws', 'aws-us-gov'])
  expect(first).toMatchObject({ state: 'new', paused: false, regions: [], open: { total: 0 } })
  expect(await findAccount({ ...administrator, role: 'auditor' }, production)).not.toHaveProperty('externalId')
  expect(JSON.stringify(await listAccounts(administrator))).not.toContain(first.externalId)
  expect(JSON.stringify(await listAudit(administrator))).not.toContain(first.externalId)
})

test.each([
  ['an id without 12 digits', { id: '123' }, '12 digits'],
  ['no name', { alias: ' ' }, 'needs a name'],
  ['no role', { roleArn: undefined }, 'A role ARN looks like'],
  ['a user instead of a role', { roleArn: `arn:aws:iam::${production}:user/me` }, 'A role ARN looks like'],
  ['the role of another account', { roleArn: `arn:aws:iam::${staging}:role/R` }, `belongs to account ${staging}`],
  ['an account that is there', {}, 'was added before'],
])('%s is refused with a sentence', async (_, wrong, sentence) => {
  await expect(addAccount(administrator, { ...role, ...wrong })).rejects.toThrow(sentence)
})

test('what verifying and scanning find is the state of the account', async () => {
  const state = async () => (await findAccount(administrator, production))?.state
  await recordVerification(administrator, production, 'The role cannot be assumed: correct its trust policy.')
  expect(await state()).toBe('failing')
  await recordVerification(administrator, production)
  expect(await state()).toBe('ready')
  const scan = await createScan(administrator, { account: production, trigger: 'manual' })
  await claimScan(scan, 60)
  await failScan(scan, 1, 'The credentials have expired: renew them.')
  expect(await findAccount(administrator, production)).toMatchObject({
    state: 'failing',
    lastError: 'The credentials have expired: renew them.',
  })
  await scanOf([containerOutcome('a', 'fail', { severity: 'critical' })])
  expect(await findAccount(administrator, production)).toMatchObject({
    state: 'ready',
    score: 0,
    grade: 'F',
    coverage: 100,
    open: { critical: 1, high: 0, total: 1 },
  })
})

test('a paused account is not scanned', async () => {
  await setPaused(administrator, production, true)
  await expect(createScan(administrator, { account: production, trigger: 'manual' })).rejects.toThrow('is paused')
  await setPaused(administrator, production, false)
  expect((await findAccount(administrator, production))?.paused).toBe(false)
})

test('a change keeps what it does not name', async () => {
  const changed = await updateAccount(administrator, production, {
    regions: ['eu-west-1'],
    defaultTags: { environment: 'prod' },
  })
  expect(changed).toMatchObject({ alias: 'prod', regions: ['eu-west-1'], defaultTags: { environment: 'prod' } })
})

test('deleting an account deletes everything known about it, and nothing of another', async () => {
  for (const account of [production, staging]) {
    await scanOf([containerOutcome('a', 'fail', { account }), containerOutcome('b', 'unknown', { account })], {
      account,
      gaps: [testGap],
      ledger: [testCall],
    })
  }
  const before = await rowsPerTable()
  await deleteAccount(administrator, production)
  const after = await rowsPerTable()
  expect(await mentions(production)).toEqual(['audit_log'])
  expect(await mentions(staging)).toEqual(
    expect.arrayContaining(['aws_account', 'finding', 'gap', 'outcome', 'resource', 'scan', 'score_snapshot', 'tally']),
  )
  for (const table of ['finding_event', 'api_call']) {
    expect([before[table], after[table]]).toEqual([expect.any(Number), expect.any(Number)])
    expect(after[table]).toBeLessThan(before[table] ?? 0)
    expect(after[table]).toBeGreaterThan(0)
  }
  expect((await listAudit(administrator)).rows[0]).toMatchObject({ verb: 'account.delete', before: { alias: 'prod' } })
})

async function tables(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Tables in which any row holds the text. */
async function mentions(text: string): Promise<string[]> {
  const found = await Promise.all(
    (await tables()).map(async (name) => {
      const { rowCount } = await pool().query(`select 1 from "${name}" t where t::text like $1 limit 1`, [`%${text}%`])
      return rowCount ? [name] : []
    }),
  )
  return found.flat()
}

async function rowsPerTable(): Promise<Record<string, number>> {
  const counted = await Promise.all(
    (await tables()).map(async (name) => {
      const { rows } = await pool().query(`select count(*)::int as count from "${name}"`)
      return [name, rows[0].count]
    }),
  )
  return Object.fromEntries(counted)
}
