import type { Severity } from '#lib/checks/result.ts'
import type { Outcome, Status } from '#lib/engine/outcome.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'
import { pool } from '../client.ts'
import { type AccountName, subjectOf } from '../findings/row.ts'
import { openFinding } from '../findings/where.ts'
import type { Scope } from '../posture/scope.ts'
import { all, binder, oneOf } from '../sql.ts'
import { outcomeDetail } from '../store/outcome-detail.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

/** One subject of a check, as the latest scan saw it. */
export interface RecommendationSubject {
  /** F-number, or the fingerprint of an outcome without a finding. */
  id: string
  fingerprint: string
  status: Status
  severity: Severity
  subject: Outcome['subject']
  resource: number
  account: AccountName
  region: string
  usage?: Usage
  /** First reason of a failure, else the sentence of the outcome. */
  message: string
  hints: string[]
  /** For unknown: the calls that did not answer. */
  gaps: Outcome['gaps'][number][]
  owner?: string
  services: string[]
  /** ISO 8601. */
  firstSeen?: string
  change?: 'new' | 'regressed'
  excepted: boolean
  /** Scored in another finding. */
  countedIn: boolean
}

const mostOfEach = 500

/**
 * What a check looked at: by status, of each the worst and oldest first. Of what fails these are the 500 most urgent in use,
 * 500 under exception, 500 scored elsewhere and 500 that are registered only; of every other status any 500.
 */
export async function readSubjects(viewer: Viewer, check: string, scope: Scope = {}): Promise<RecommendationSubject[]> {
  const sql = binder()
  const accounts = visibleAccounts(viewer, scope.accounts)
  const ofCheck = `s.check_id = ${sql.bind(check)}`
  const where = all([ofCheck, oneOf(sql, 's.account', accounts)])
  // The index of outcomes is by account first, also where all are asked for.
  const ofAccounts = accounts ? where : `${ofCheck} and s.account = any(array(select id from aws_account))`
  const failing = `s.fingerprint from finding s where ${where} and s.status = 'fail'`
  const urgent = `order by s.rank, s.first_seen, s.number limit ${mostOfEach}`
  const { rows } = await pool().query(
    `with chosen as (
       (select ${failing} and ${openFinding} ${urgent})
       union (select ${failing} and s.state = 'open' and s.excepted ${urgent})
       union (select ${failing} and s.state = 'open' and not s.excepted and s.counted_in is not null ${urgent})
       union (select s.fingerprint from outcome s where ${where} and s.status = 'fail' and s.usage = 'registered'
         limit ${mostOfEach})
       union select chosen.fingerprint
         from unnest(array['unknown', 'manual', 'pass', 'not_applicable']::outcome_status[]) as each(status)
           cross join lateral (select s.fingerprint from outcome s where ${ofAccounts} and s.status = each.status
             limit ${mostOfEach}) chosen
     )
     select o.fingerprint, o.status, o.severity, o.subject_type, o.subject_key, o.subject_name, o.subject_arn,
       o.resource_id, o.account, a.alias, o.region, o.usage, o.message, o.detail, o.services,
       o.counted_in is not null as counted, r.owner, f.number, f.first_seen, coalesce(f.excepted, false) as excepted,
       a.comparable and f.opened_scan = a.last_scan as is_new,
       a.comparable and f.reopened_scan = a.last_scan as is_regressed
     from chosen join outcome o using (fingerprint) join resource r on r.id = o.resource_id
       join aws_account a on a.id = o.account left join finding f on f.fingerprint = o.fingerprint and f.state = 'open'
     order by o.status, o.severity, f.first_seen, o.subject_name, o.fingerprint`,
    sql.values,
  )
  return rows.map((row) => ({
    id: row.number === null ? row.fingerprint : `F-${row.number}`,
    fingerprint: row.fingerprint,
    status: row.status,
    severity: row.severity,
    subject: subjectOf(row),
    resource: row.resource_id,
    account: { id: row.account, alias: row.alias },
    region: row.region,
    ...(row.usage && { usage: row.usage }),
    message: row.message,
    hints: outcomeDetail(row.detail).hints,
    gaps: outcomeDetail(row.detail).gaps,
    ...(row.owner && { owner: row.owner }),
    services: row.services,
    ...(row.first_seen && { firstSeen: row.first_seen.toISOString() }),
    ...((row.is_regressed || row.is_new) && { change: row.is_regressed ? 'regressed' : 'new' }),
    excepted: row.excepted,
    countedIn: row.counted,
  }))
}
