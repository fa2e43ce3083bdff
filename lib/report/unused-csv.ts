import { plainCsvHead, plainCsvLines } from './plain-csv.ts'

const columns = [
  'account',
  'account_name',
  'region',
  'family',
  'revision',
  'registered_at',
  'left_use',
  'caution',
  'command',
] as const

/** One unused task definition revision: every column as text, empty where nothing is known. */
export type UnusedLine = Record<(typeof columns)[number], string>

/** A file of unused revisions, UTF-8 with byte order mark; cells that a spreadsheet would run as a formula are escaped. */
export function unusedCsv(lines: readonly UnusedLine[]): string {
  return plainCsvHead(columns) + plainCsvLines(columns, lines)
}
