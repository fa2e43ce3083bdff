import { stringify } from 'csv-stringify/sync'
import { plainText } from './plain-text.ts'

const columns = [
  'id',
  'severity',
  'status',
  'confidence',
  'title',
  'message',
  'resource',
  'resource_type',
  'resource_id',
  'resource_arn',
  'account',
  'account_name',
  'region',
  'usage',
  'faces_internet',
  'owner',
  'environment',
  'first_seen',
  'resolved_at',
  'check',
  'pillar',
  'fingerprint',
  'scan',
  'scanned_at',
  'coverage',
  'check_set',
  'filter',
  'exported_at',
] as const

/** One line of the file: every column as text, empty where there is nothing to say. */
export type FindingLine = Record<(typeof columns)[number], string>

/** The first line, after the byte order mark that tells spreadsheets it is UTF-8. */
export function findingsCsvHead(): string {
  return stringify([], { header: true, columns: [...columns], bom: true })
}

/** Lines of findings; cells that a spreadsheet would run as a formula are escaped. */
export function findingsCsvLines(lines: readonly FindingLine[]): string {
  const safe = lines.map((line) => Object.fromEntries(columns.map((column) => [column, plainText(line[column])])))
  return stringify(safe, { columns: [...columns], escape_formulas: true })
}

/** "tidewaiter_111122223333_2026-11-22_findings.csv"; `all` without one account. */
export function findingsCsvName(account: string | undefined, now: Date): string {
  return `tidewaiter_${account ?? 'all'}_${now.toISOString().slice(0, 10)}_findings.csv`
}
