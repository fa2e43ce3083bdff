import { writeAsff } from './asff.ts'
import type { CheckInfo } from './check-info.ts'
import { writeCsv } from './csv.ts'
import { writeJson } from './json.ts'
import { writeOcsf } from './ocsf.ts'
import { writeSarif } from './sarif.ts'
import type { ScanReport } from './scan-report.ts'
import { writeTable } from './table.ts'

interface WriteOptions {
  /** Metadata of the checks, for formats that describe rules. */
  checks: readonly CheckInfo[]
  /** Columns of the terminal, for the table. */
  width: number
}

const writers = {
  table: (report, options) => writeTable(report, options),
  json: (report) => writeJson(report),
  ocsf: (report, options) => writeOcsf(report, options.checks),
  asff: (report, options) => writeAsff(report, options.checks),
  sarif: (report, options) => writeSarif(report, options.checks),
  csv: (report) => writeCsv(report),
} as const satisfies Record<string, (report: ScanReport, options: WriteOptions) => string>

export type ReportFormat = keyof typeof writers
export const reportFormats = Object.keys(writers) as ReportFormat[]

/** The whole report as text in the given format, ending with a newline. */
export function writeReport(format: ReportFormat, report: ScanReport, options: WriteOptions): string {
  return writers[format](report, options)
}
