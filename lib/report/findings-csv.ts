import { plainCsvHead, plainCsvLines } from './plain-csv.ts'

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
  return plainCsvHead(columns)
}

/** Lines of findings; cells that a spreadsheet would run as a formula are escaped. */
export function findingsCsvLines(lines: readonly FindingLine[]): string {
  return plainCsvLines(columns, lines)
}
