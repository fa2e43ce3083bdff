import type { Severity } from '#lib/checks/result.ts'
import type { Outcome, Status } from '#lib/engine/outcome.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'
import type { Score } from '#lib/score/score.ts'
import { whatIfAllFixed } from '#lib/score/what-if.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import type { Scope } from '../posture/scope.ts'
import { readDays } from '../posture/trend.ts'
import { all, binder, oneOf } from '../sql.ts'
import { outcomeDetail } from '../store/outcome-detail.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { readStanding, type Standing } from './standings.ts'

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

export interface RecommendationDetail {
  /** Absent when the check was never evaluated in these accounts. */
  standing?: Standing
  now: Score
  /** After all failures of the check are fixed. */
  after: Score
  /** Failing, unknown, manual, passing, not applicable; of each the worst and oldest first, at most 500. */
  subjects: RecommendationSubject[]
  /** Per day, the oldest first. */
  trend: { day: string; failing: number; judged: number }[]
}

const mostPerStatus = 500

export async function readRecommendation(
  viewer: Viewer,
  check: string,
  scope: Scope = {},
  days = 30,
): Promise<RecommendationDetail> {
  const [{ standing, counts }, subjects, history] = await Promise.all([
    readStanding(viewer, check, scope),
    readSubjects(viewer, check, scope),
    readDays(viewer, scope, days),
  ])
  const { before: now, after } = whatIfAllFixed(counts, new Set([check]))
  const trend = history.flatMap(({ day, counts: then }) => {
    const own = then.find((each) => each.check === check)
    return own ? [{ day, failing: own.fail, judged: own.pass + own.fail }] : []
  })
  return { ...(standing && { standing }), now, after, subjects, trend }
}

async function readSubjects(viewer: Viewer, check: string, scope: Scope): Promise<RecommendationSubject[]> {
  const sql = binder()
  // The index is by account first, also where all are asked for.
  const accounts = visibleAccounts(viewer, scope.accounts)
  const where = all([
    `o.check_id = ${sql.bind(check)}`,
    oneOf(sql, 'o.account', accounts) ?? 'o.account = any(array(select id from aws_account))',
  ])
  const { rows } = await pool().query(
    `select * from (
       select o.fingerprint, o.status, o.severity, o.subject_type, o.subject_key, o.subject_name, o.subject_arn,
         o.resource_id, o.account, a.alias, o.region, o.usage, o.message, o.detail, o.services,
         o.counted_in is not null as counted, r.owner, f.number, f.first_seen, coalesce(f.excepted, false) as excepted,
         a.comparable and f.opened_scan = a.last_scan as is_new,
         a.comparable and f.reopened_scan = a.last_scan as is_regressed,
         row_number() over (partition by o.status order by o.severity, f.first_seen, o.subject_name, o.fingerprint) as place
       from outcome o join resource r on r.id = o.resource_id join aws_account a on a.id = o.account
         left join finding f on f.fingerprint = o.fingerprint and f.state = 'open'
       where ${where}
     ) ranked where place <= ${mostPerStatus} order by status, place`,
    sql.values,
  )
  return rows.map((row) => ({
    id: row.number === null ? row.fingerprint : `F-${row.number}`,
    fingerprint: row.fingerprint,
    status: row.status,
    severity: row.severity,
    subject: {
      type: row.subject_type,
      id: row.subject_key,
      name: row.subject_name,
      ...(row.subject_arn && { arn: row.subject_arn }),
    },
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
