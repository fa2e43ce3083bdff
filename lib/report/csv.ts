import { stringify } from 'csv-stringify/sync'
import { roundDown } from '#lib/score/score.ts'
import { callsText, gapsOfChecks } from './gap-text.ts'
import { plainText } from './plain-text.ts'
import type { ReportResult, ScanReport } from './scan-report.ts'

const columns = [
  'check',
  'status',
  'severity',
  'confidence',
  'account',
  'region',
  'subject_type',
  'subject_id',
  'subject_name',
  'subject_arn',
  'usage',
  'title',
  'message',
  'reason',
  'hint',
  'fingerprint',
  'counted_in',
  'controls',
  'not_read',
  'coverage',
  'calls',
  'scanned_at',
] as const

/**
 * One line per result, UTF-8 with byte order mark; cells that a spreadsheet would run as a formula are escaped. A line may
 * be read without the others: each says what could not be read for its check, and how whole its scan was.
 */
export function writeCsv(report: ScanReport): string {
  const circumstances = {
    gaps: gapsOfChecks(report),
    coverage: `${roundDown(report.coverage.percent)} %`,
    calls: callsText(report),
  }
  const rows = report.results.map((result) => toRow(report, result, circumstances))
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true })
}

interface Circumstances {
  gaps: ReadonlyMap<string, string[]>
  coverage: string
  calls: string
}

function toRow(
  report: ScanReport,
  result: ReportResult,
  { gaps, coverage, calls }: Circumstances,
): Record<(typeof columns)[number], string> {
  return {
    check: result.check,
    status: result.status,
    severity: result.severity,
    confidence: result.confidence,
    account: report.account,
    region: result.region,
    subject_type: result.subject.type,
    subject_id: plainText(result.subject.id),
    subject_name: plainText(result.subject.name),
    subject_arn: plainText(result.subject.arn ?? ''),
    usage: result.usage ?? '',
    title: plainText(result.title),
    message: plainText(result.message ?? ''),
    reason: plainText(result.reason ?? ''),
    hint: plainText(result.hint ?? ''),
    fingerprint: result.fingerprint,
    counted_in: result.countedIn ?? '',
    controls: Object.entries(result.controls)
      .flatMap(([framework, ids]) => ids.map((id) => `${framework}:${id}`))
      .join('; '),
    not_read: gaps.get(result.check)?.join('; ') ?? '',
    coverage,
    calls,
    scanned_at: report.finishedAt,
  }
}
