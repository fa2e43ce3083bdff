import type { PoolClient } from 'pg'
import { rankOf } from '#lib/engine/priority.ts'
import type { Changes, FailingChange, Resolution } from '#lib/engine/reconcile.ts'
import { writeRows } from '../transaction.ts'
import { eventDetail } from './event-detail.ts'
import { type Moment, openFindings } from './opened.ts'
import { type RowContext, subjectColumnNames, subjectColumns } from './subject-row.ts'

/** What fails has just been written as an outcome, or stands there: only what a finding has of its own is sent. */
const failing = `(
    select ${subjectColumns}, rank, verdict, facts,
      case when detail -> 'evidence' is null then json_build_object('severity', severity, 'reasons', detail -> 'reasons')
        else json_build_object('severity', severity, 'reasons', detail -> 'reasons', 'evidence', detail -> 'evidence')
        end as detail
    from json_to_recordset($1::json) as c(fingerprint uuid, rank smallint, verdict text, facts text)
      join outcome using (fingerprint)
  ) r`
const kept = ['fingerprint', 'account', 'region', 'check_id', 'pillar']
const updated = [...subjectColumnNames, 'rank', 'verdict', 'facts']
  .filter((column) => !kept.includes(column))
  .map((column) => `${column} = r.${column}`)
  .concat(`status = 'fail'`)
  .join(', ')

// $2 is the scan, $3 its time, $4 the scan that the account's pages speak of: a scan of a part adds to that one.
const change = `with r as (select * from ${failing}),
  touched as (
    update finding set ${updated} from r where finding.fingerprint = r.fingerprint
    returning finding.number, r.detail
  )
  insert into finding_event (finding, at, kind, scan, detail)
  select number, $3, 'changed', $2, detail from touched`

const reopen = `with r as (select * from ${failing}),
  touched as (
    update finding set ${updated}, state = 'open', reopened_scan = $4, reopened = reopened + 1, triage = 'new',
      resolved_scan = null, resolved_at = null, resolved_reason = null
    from r where finding.fingerprint = r.fingerprint
    returning finding.number, r.detail
  )
  insert into finding_event (finding, at, kind, scan, detail)
  select number, $3, 'reopened', $2, detail from touched`

const update = `update finding set ${updated} from ${failing} where finding.fingerprint = r.fingerprint`

const resolve = `with r as (
    select * from json_to_recordset($1::json)
      as r(fingerprint uuid, reason resolved_reason, status text, detail json)
  ),
  touched as (
    update finding set state = 'resolved', resolved_scan = $4, resolved_at = $3, resolved_reason = r.reason,
      status = r.status
    from r where finding.fingerprint = r.fingerprint
    returning finding.number, r.detail
  )
  insert into finding_event (finding, at, kind, scan, detail)
  select number, $3, 'resolved', $2, detail from touched`

const obscure = `update finding set status = r.status from json_to_recordset($1::json) as r(fingerprint uuid, status text)
  where finding.fingerprint = r.fingerprint`

const rename = `update finding set fingerprint = r.to_fingerprint, check_id = r.check_id
  from json_to_recordset($1::json) as r(from_fingerprint uuid, to_fingerprint uuid, check_id text)
  where finding.fingerprint = r.from_fingerprint`

/**
 * Writes what happened to findings, with one event each; their outcomes are written before. Returns rows touched.
 */
export async function writeFindings(
  client: PoolClient,
  changes: Changes,
  { scan, at, current }: Moment,
  context: RowContext,
): Promise<number> {
  const moment = [scan, at]
  const standing = [...moment, current]
  return (
    (await writeRows(client, changes.renamed, renamedRow, rename)) +
    (await openFindings(client, changes.opened, { scan, at, current }, context)) +
    (await writeRows(client, changes.changed, failingRow, change, moment)) +
    (await writeRows(client, changes.reopened, failingRow, reopen, standing)) +
    (await writeRows(client, changes.updated, failingRow, update)) +
    (await writeRows(client, changes.obscured, (row) => row, obscure)) +
    (await writeRows(client, changes.resolved, resolvedRow, resolve, standing))
  )
}

function renamedRow({ from, to, check }: Changes['renamed'][number]) {
  return { from_fingerprint: from, to_fingerprint: to, check_id: check }
}

function failingRow({ outcome, verdict, facts, priority }: FailingChange) {
  return { fingerprint: outcome.fingerprint, rank: rankOf(priority), verdict, facts }
}

function resolvedRow({ fingerprint, reason, outcome }: Resolution) {
  return {
    fingerprint,
    reason,
    status: outcome?.status ?? (reason === 'deleted' ? 'gone' : 'not_applicable'),
    detail: { reason, ...(outcome && eventDetail(outcome)) },
  }
}
