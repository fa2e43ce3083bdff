import { stringify } from 'csv-stringify/sync'
import { plainText } from './plain-text.ts'

/** The first line of a file, after the byte order mark that tells spreadsheets it is UTF-8. */
export function plainCsvHead(columns: readonly string[]): string {
  return stringify([], { header: true, columns: [...columns], bom: true })
}

/** Further lines, every column as text; cells that a spreadsheet would run as a formula are escaped. */
export function plainCsvLines<Name extends string>(
  columns: readonly Name[],
  lines: readonly Readonly<Record<Name, string>>[],
): string {
  const safe = lines.map((line) => Object.fromEntries(columns.map((column) => [column, plainText(line[column])])))
  return stringify(safe, { columns: [...columns], escape_formulas: true })
}

/** "tidewaiter_111122223333_2026-11-22_findings.csv"; `all` unless one account is asked for. */
export function exportName(accounts: readonly string[] = [], now: Date, file: string): string {
  const [account = 'all', ...others] = accounts
  return `tidewaiter_${others.length === 0 ? account : 'all'}_${now.toISOString().slice(0, 10)}_${file}`
}
