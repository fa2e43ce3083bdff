import { hash } from 'node:crypto'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { createTestDatabase } from '../testing/database.ts'
import { containerOutcome } from '../testing/scans.ts'

const name = '20261122212717_fingerprint_place'

test('what was stored before is kept under the fingerprints of now: outcomes, findings, answers and what counts what', async () => {
  const database = await createTestDatabase({ migrated: false })
  onTestFinished(database.drop)
  const migrations = readMigrations()
  await migrate(
    database.url,
    migrations.filter((migration) => migration.name < name),
  )
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  onTestFinished(() => client.end())
  const [open, gone, café] = ['open', 'gone', 'café'].map((family) => containerOutcome(family, 'fail'))
  if (!open || !gone || !café) throw new Error('three outcomes')
  for (const outcome of [open, café]) await insertBefore(client, 'outcome', outcome, open)
  for (const outcome of [open, gone]) await insertBefore(client, 'finding', outcome, gone)
  await client.query(`select month_partition('finding_event', '2026-11-01')`)
  await client.query(
    `insert into finding_event (finding, at, kind, detail) values (1, '2026-11-02', 'opened', '{"reasons": [null]}')`,
  )
  await client.query(
    `with a as (
       insert into attestation (check_id, fingerprint, yes, statement, comment, signed_by, signed_name, signed_at, expires_at)
       values ('ctr-non-root-user', $1, true, 's', 'c', 'ada', 'Ada', now(), now()) returning id
     ), account as (insert into aws_account (id, alias, kind) values ($2, 'prod', 'server-credentials') returning id)
     insert into attested_subject (attestation, fingerprint, account) select a.id, $1, account.id from a, account`,
    [before(café), café.account],
  )
  await migrate(database.url, migrations)

  const stored = async (table: string, other = 'null') => {
    const { rows } = await client.query<{ fingerprint: string; other: string | null }>(
      `select replace(fingerprint::text, '-', '') as fingerprint, replace(${other}::text, '-', '') as other from ${table}`,
    )
    return new Map(rows.map((row) => [row.fingerprint, row.other]))
  }
  expect(await stored('outcome', 'counted_in')).toEqual(
    new Map([open, café].map(({ fingerprint }) => [fingerprint, open.fingerprint])),
  )
  expect(await stored('finding', 'counted_in')).toEqual(
    new Map([open, gone].map(({ fingerprint }) => [fingerprint, gone.fingerprint])),
  )
  expect([...(await stored('attestation')).keys()]).toEqual([café.fingerprint])
  expect([...(await stored('attested_subject')).keys()]).toEqual([café.fingerprint])
  expect(await client.query('select detail from finding_event')).toMatchObject({
    rows: [{ detail: { reasons: [null] } }],
  })
})

/** The fingerprint as versions before made it. */
function before({ account, region, check, subject }: Outcome): string {
  return hash('sha256', `${account}\n${region}\n${check}\n${subject.id}`).slice(0, 32)
}

async function insertBefore(client: pg.Client, table: string, outcome: Outcome, countedIn: Outcome): Promise<void> {
  const { account, region, check, subject, severity } = outcome
  const [own, values] =
    table === 'outcome'
      ? ['status, waiting, detail, hash, since', `'fail', false, '{}', 'h', 1`]
      : ['state, rank, first_seen, opened_scan, verdict, facts', `'open', 1, now(), 1, 'v', 'f'`]
  await client.query(
    `insert into ${table} (fingerprint, account, region, check_id, pillar, resource_id, subject_type, subject_key,
       subject_name, severity, heuristic, counted_in, message, ${own})
     values ($1, $2, $3, $4, 'security', 1, $5, $6, $7, $8, false, $9, '', ${values})`,
    [before(outcome), account, region, check, subject.type, subject.id, subject.name, severity, before(countedIn)],
  )
}
