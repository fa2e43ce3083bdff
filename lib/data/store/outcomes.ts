import type { PoolClient } from 'pg'
import type { Outcome } from '#lib/engine/outcome.ts'
import { type Changes, contentHash } from '#lib/engine/reconcile.ts'
import { copyRows } from '../copy.ts'
import { writeRows } from '../transaction.ts'
import { storedDetail } from './outcome-detail.ts'
import { type RowContext, subjectColumnNames, subjectRecord, subjectRow } from './subject-row.ts'

const columns = [...subjectColumnNames, 'status', 'waiting', 'attestation', 'detail', 'hash', 'since']
const replaced = columns.filter((column) => column !== 'fingerprint').map((column) => `${column} = excluded.${column}`)

const replace = `insert into outcome (${columns.join(', ')})
  select ${columns.join(', ')}
  from json_to_recordset($1::json)
    as r(${subjectRecord}, status outcome_status, waiting boolean, attestation int, detail json, hash text, since int)
  on conflict (fingerprint) do update set ${replaced.join(', ')}`

/** Writes the outcomes that are new or differ, and removes those that are gone. Returns the number of rows touched. */
export async function writeOutcomes(
  client: PoolClient,
  { write, remove }: Pick<Changes, 'write' | 'remove'>,
  scan: number,
  context: RowContext,
): Promise<number> {
  const [added = [], differing = []] = [true, false].map((isNew) => write.filter((change) => change.isNew === isNew))
  const toRow = ({ outcome }: Changes['write'][number]) => ({
    ...outcomeRow(outcome, context),
    hash: contentHash(outcome),
    since: scan,
  })
  const written =
    (await copyRows(client, 'outcome', columns, added, toRow)) + (await writeRows(client, differing, toRow, replace))
  if (remove.length === 0) return written
  const { rowCount } = await client.query('delete from outcome where fingerprint = any($1)', [remove])
  return written + (rowCount ?? 0)
}

function outcomeRow(outcome: Outcome, context: RowContext) {
  return {
    ...subjectRow(outcome, context),
    status: outcome.status,
    waiting: outcome.wants === 'history',
    attestation: outcome.attested?.id,
    detail: storedDetail(outcome),
  }
}
