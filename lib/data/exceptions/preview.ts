import { type Severity, severities } from '#lib/checks/result.ts'
import { pool } from '../client.ts'
import { type FindingRow, findingRow, type RawFinding, rowColumns } from '../findings/row.ts'
import { source } from '../findings/where.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { ExceptionScope } from './exception.ts'
import { inScope, judged, scopeColumns, scopeRow } from './scope.ts'

export interface Preview {
  /** Open findings that it would cover now, of those that the viewer may see. */
  count: number
  bySeverity: { severity: Severity; count: number }[]
  /** Absent when it covers nothing. */
  worst?: Severity
  /** Covered by another exception already. */
  excepted: number
  /** The most urgent, at most 8. */
  rows: FindingRow[]
}

/** What an exception of this scope would cover. */
export async function previewException(viewer: Viewer, scope: ExceptionScope): Promise<Preview> {
  const [counts, rows] = await Promise.all([readCounts(viewer, scope), readRows(viewer, scope)])
  const bySeverity = severities.flatMap((severity) => counts.filter((each) => each.severity === severity))
  return {
    count: bySeverity.reduce((sum, each) => sum + each.count, 0),
    bySeverity: bySeverity.map(({ severity, count }) => ({ severity, count })),
    ...(bySeverity[0] && { worst: bySeverity[0].severity }),
    excepted: bySeverity.reduce((sum, each) => sum + each.excepted, 0),
    rows,
  }
}

async function readCounts(viewer: Viewer, scope: ExceptionScope) {
  const sql = binder()
  for (const value of scopeColumns(scope)) sql.bind(value)
  const where = all([inScope, judged, oneOf(sql, 'f.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<{ severity: Severity; count: number; excepted: number }>(
    `select f.severity, count(*)::int as count, (count(*) filter (where f.excepted))::int as excepted
     from ${scopeRow}, finding f join outcome o on o.fingerprint = f.fingerprint join resource r on r.id = f.resource_id
     where ${where} group by 1`,
    sql.values,
  )
  return rows
}

async function readRows(viewer: Viewer, scope: ExceptionScope): Promise<FindingRow[]> {
  const sql = binder()
  for (const value of scopeColumns(scope)) sql.bind(value)
  const where = all([inScope, judged, oneOf(sql, 'f.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<RawFinding>(
    `select ${rowColumns('open')} from ${source('open')}
       join finding f on f.number = s.number join outcome o on o.fingerprint = s.fingerprint, ${scopeRow}
     where ${where} order by s.rank, s.first_seen, s.number limit 8`,
    sql.values,
  )
  return rows.map(findingRow)
}
