import { stringify } from 'csv-stringify/sync'
import { plainText } from './plain-text.ts'

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
  const safe = lines.map((line) => Object.fromEntries(columns.map((column) => [column, plainText(line[column])])))
  return stringify(safe, { header: true, columns: [...columns], bom: true, escape_formulas: true })
}
