import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import type { ExceptionLine } from '#lib/report/exceptions-csv.ts'
import { kindWords, scopeWords, stateWords, subjectOf } from '../exception-words.ts'

/** What the file says of an exception. */
export function lineOf(row: ExceptionRow): Omit<ExceptionLine, 'filter' | 'exported_at'> {
  const { scope, account, requested, approved, ended } = row
  return {
    id: `E-${row.id}`,
    state: stateWords[row.state],
    kind: kindWords[row.kind],
    reason: row.reason,
    severity: row.severity,
    title: subjectOf(row),
    check: scope.check,
    scope: scopeWords(row),
    finding: scope.kind === 'finding' ? scope.finding : '',
    resource: row.subject ?? '',
    tag: scope.kind === 'tag' ? `${scope.key}:${scope.value}` : '',
    account: account?.id ?? '',
    account_name: account?.alias ?? '',
    findings_covered: String(row.covers),
    requested_by: requested.by.name,
    requested_at: requested.at,
    approved_by: approved?.by.name ?? '',
    approved_at: approved?.at ?? '',
    expires_at: row.expiresAt,
    ended_by: ended?.by.name ?? '',
    ended_at: ended?.at ?? '',
  }
}
