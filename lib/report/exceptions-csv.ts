import { plainCsvHead, plainCsvLines } from './plain-csv.ts'

const columns = [
  'id',
  'state',
  'kind',
  'reason',
  'severity',
  'title',
  'check',
  'scope',
  'finding',
  'resource',
  'tag',
  'account',
  'account_name',
  'findings_covered',
  'requested_by',
  'requested_at',
  'approved_by',
  'approved_at',
  'expires_at',
  'ended_by',
  'ended_at',
  'filter',
  'exported_at',
] as const

/** One exception: every column as text, empty where there is nothing to say. */
export type ExceptionLine = Record<(typeof columns)[number], string>

/** A file of exceptions, UTF-8 with byte order mark; cells that a spreadsheet would run as a formula are escaped. */
export function exceptionsCsv(lines: readonly ExceptionLine[]): string {
  return plainCsvHead(columns) + plainCsvLines(columns, lines)
}
