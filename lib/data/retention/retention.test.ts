import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  production,
  scanOf,
  testCall,
  testGap,
} from '../testing/scans.ts'
import { readRetentionDays, saveRetentionDays, usualDays } from './days.ts'
import { applyRetention, previewRetention, readSizes } from './sweep.ts'

setupTestDatabase()

const now = new Date('2026-11-22T12:00:00Z')

beforeAll(() => addTestAccount(production, 'prod'))

beforeEach(async () => {
  await pool().query('delete from scan')
  await pool().query('delete from setting')
  for (const table of ['outcome', 'finding', 'finding_event', 'tally', 'resource', 'api_call', 'attestation']) {
    await pool().query(`delete from ${table}`)
  }
  // Empty months of other tests.
  await applyRetention(now)
})

/** A scan at a day. `web` fails always, `api` only at first. */
async function scanAt(at: string, api: 'fail' | 'pass'): Promise<number> {
  const { scan } = await scanOf([containerOutcome('web', 'fail'), containerOutcome('api', api)], {
    at,
    gaps: [testGap],
    ledger: [testCall],
  })
  await pool().query('update scan set finished_at = $2 where id = $1', [scan, at])
  return scan
}

const events = async () =>
  (
    await pool().query(
      `select f.subject_name as name, e.kind, e.at from finding_event e join finding f on f.number = e.finding
       order by e.at, 1, 2`,
    )
  ).rows.map(({ name, kind, at }) => `${at.toISOString().slice(0, 10)} ${name} ${kind}`)

const partitions = async (table: string) =>
  (
    await pool().query('select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass', [
      table,
    ])
  ).rows.map(({ name }) => name)

describe('what is older than it is to be kept', () => {
  test('goes, and the dry run had said exactly what', async () => {
    await scanAt('2025-08-10T00:00:00Z', 'fail')
    await scanAt('2025-09-10T00:00:00Z', 'pass')
    await scanAt('2026-11-20T00:00:00Z', 'pass')
    const { rows: resources } = await pool().query('select id from resource order by id limit 1')
    await pool().query(`update resource set gone_at = '2025-01-01', configuration = '{"a": 1}' where id = $1`, [
      resources[0].id,
    ])
    await ended('2025-08-01T00:00:00Z')
    const preview = await previewRetention(administrator, usualDays, now)
    expect(preview.map(({ what, rows, partitions }) => [what, rows, partitions])).toEqual([
      ['events of findings', 2, 1],
      ['scores of past scans', 4, 0],
      ['past scores of services and clusters', 2, 0],
      ['files of answers that ended', 1, 0],
      ['configurations of resources that are gone', 1, 0],
      ['calls to AWS', 2, 2],
      ['gaps of past scans', 2, 0],
      ['steps of past scans', 0, 0],
      ['times at which schedules fell due', 0, 0],
    ])
    expect(preview.filter(({ rows }) => rows > 0).every(({ bytes }) => bytes > 0)).toBe(true)
    expect(await applyRetention(now)).toEqual(preview.filter(({ rows, partitions }) => rows + partitions > 0))
    const again = await previewRetention(administrator, usualDays, now)
    expect(again.every(({ rows, partitions }) => rows + partitions === 0)).toBe(true)
    expect(await applyRetention(now)).toEqual([])
    expect(await partitions('api_call')).toEqual(expect.not.arrayContaining(['api_call_2025_08', 'api_call_2025_09']))
    expect(await partitions('api_call')).toContain('api_call_2026_11')
    const { rows } = await listAudit(administrator, { size: 20 })
    expect(rows.filter(({ verb }) => verb === 'retention.remove').slice(0, 7)).toMatchObject(
      [2, 2, 1, 1, 2, 4, 2].map((count) => ({ actor: 'system', after: { rows: count } })),
    )
    const [file] = (await pool().query('select name, sha256, data, removed_at from attestation_file')).rows
    expect(file).toMatchObject({ name: 'a.txt', sha256: 'aa', data: null })
    expect(file.removed_at).toBeInstanceOf(Date)
  })

  test('leaves open findings the event that opened them, and their age', async () => {
    await scanAt('2025-08-10T00:00:00Z', 'fail')
    await scanAt('2025-09-10T00:00:00Z', 'pass')
    await scanAt('2026-11-20T00:00:00Z', 'pass')
    await applyRetention(now)
    expect(await events()).toEqual(['2025-08-10 web / app opened'])
    const { rows } = await pool().query(`select first_seen from finding where state = 'open'`)
    expect(rows[0].first_seen.toISOString()).toBe('2025-08-10T00:00:00.000Z')
    expect(await partitions('finding_event')).toContain('finding_event_2025_08')
    expect(await partitions('finding_event')).not.toContain('finding_event_2025_09')
  })

  test('is kept of the latest scan of an account, however long ago that was', async () => {
    await scanAt('2025-01-10T00:00:00Z', 'fail')
    await applyRetention(now)
    const { rows } = await pool().query(
      'select (select count(*) from score_snapshot)::int as scores, (select count(*) from gap)::int as gaps',
    )
    expect(rows).toEqual([{ scores: 2, gaps: 1 }])
  })

  test('goes by the day of its own kind', async () => {
    await scanAt('2026-08-10T00:00:00Z', 'fail')
    await scanAt('2026-11-20T00:00:00Z', 'fail')
    await saveRetentionDays(administrator, { ...usualDays, ledgers: 30 })
    expect((await applyRetention(now)).map(({ what }) => what)).toEqual(['calls to AWS', 'gaps of past scans'])
    expect(await events()).toHaveLength(2)
  })
})

test('days are a whole number from 30 to 3650, set by administrators', async () => {
  expect(await readRetentionDays()).toEqual({ history: 400, evidence: 400, ledgers: 400 })
  await expect(saveRetentionDays(administrator, { ...usualDays, history: 29 })).rejects.toThrow('30 to 3650 days')
  await expect(saveRetentionDays(administrator, { ...usualDays, history: 40.5 })).rejects.toThrow('whole number')
  const auditor = { ...administrator, role: 'auditor' } as const
  for (const refused of [
    () => saveRetentionDays(auditor, usualDays),
    () => previewRetention(auditor, usualDays),
    () => readSizes(auditor),
  ]) {
    await expect(refused()).rejects.toThrow('Your role, auditor')
  }
  await saveRetentionDays(administrator, { history: 500, evidence: 60, ledgers: 90 })
  expect(await readRetentionDays()).toEqual({ history: 500, evidence: 60, ledgers: 90 })
})

test('sizes are told of each kind, partitions included', async () => {
  await scanAt('2026-11-20T00:00:00Z', 'fail')
  const sizes = await readSizes(administrator)
  expect(sizes.map(({ what }) => what)).toContain('Audit log, never removed')
  for (const { bytes } of sizes) expect(bytes).toBeGreaterThan(0)
})

/** An answer that ended at a day, with a file. */
async function ended(at: string): Promise<void> {
  const { rows } = await pool().query(
    `insert into attestation (check_id, yes, statement, comment, state, signed_by, signed_name, signed_at, expires_at,
       ended_at) values ('ops-input-validation', true, 's', '', 'ended', 'ada', 'Ada', $1, $1, $1) returning id`,
    [at],
  )
  await pool().query(
    `insert into attestation_file (attestation, name, kind, size, sha256, data, added_by, added_at)
     values ($1, 'a.txt', 'txt', 1, 'aa', 'a', 'ada', $2)`,
    [rows[0].id, at],
  )
}
