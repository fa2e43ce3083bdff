import type { Severity } from '#lib/checks/result.ts'
import type { CheckInfo } from './check-info.ts'
import { gapsOfChecks } from './gap-text.ts'
import { partitionOf } from './partition.ts'
import type { ReportResult, ScanReport } from './scan-report.ts'

const severityIds: Record<Severity, { severity_id: number; severity: string }> = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
  info: { severity_id: 1, severity: 'Informational' },
}
const informational = severityIds.info

/** What cannot be judged is Unknown (0), what needs a person or does not apply is Other (99): neither is ever a Pass. */
function complianceStatus(result: ReportResult): { status_id: number; status: string } {
  if (result.status === 'pass') return { status_id: 1, status: 'Pass' }
  if (result.status === 'unknown') return { status_id: 0, status: 'Unknown' }
  if (result.status === 'manual') return { status_id: 99, status: 'Manual' }
  if (result.status === 'not_applicable') return { status_id: 99, status: 'Not Applicable' }
  return result.confidence === 'heuristic' ? { status_id: 2, status: 'Warning' } : { status_id: 3, status: 'Fail' }
}

/** OCSF 1.8.0 Compliance Findings (class 2003), one per result, as a JSON array. */
export function writeOcsf(report: ScanReport, checks: readonly CheckInfo[]): string {
  const byId = new Map(checks.map((check) => [check.id, check]))
  const gaps = gapsOfChecks(report)
  return `${JSON.stringify(
    report.results.map((result) => toEvent(report, result, byId.get(result.check), gaps.get(result.check))),
    null,
    2,
  )}\n`
}

/** The format has no place of its own for what a scan could not read; each event stands alone, so each says it. */
function scanFacts({ coverage, calls }: ScanReport) {
  const { total, retried, throttled, denied, failed } = calls
  const unread = [...new Set(coverage.gaps.map(({ action, reason }) => `${action} (${reason})`))].sort()
  return { coverage_percent: coverage.percent, calls: { total, retried, throttled, denied, failed }, unread }
}

function toEvent(report: ScanReport, result: ReportResult, check: CheckInfo | undefined, gaps: string[] = []) {
  const severity = result.status === 'fail' ? severityIds[result.severity] : informational
  const time = Date.parse(report.finishedAt)
  const status = complianceStatus(result)
  const detail = result.message ?? result.reason
  const frameworks = Object.keys(result.controls)
  const requirements = Object.entries(result.controls).flatMap(([framework, ids]) =>
    ids.map((id) => `${framework}:${id}`),
  )
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time,
    ...severity,
    status_id: 1,
    status: 'New',
    status_code: result.status.toUpperCase(),
    ...(detail && { status_detail: detail }),
    confidence_id: result.confidence === 'certain' ? 3 : 2,
    message: detail ?? result.title,
    metadata: {
      version: '1.8.0',
      profiles: ['cloud'],
      uid: `${result.fingerprint}/${report.finishedAt}`,
      event_code: result.check,
      product: { name: 'Tidewaiter', vendor_name: 'Tidewaiter', uid: 'tidewaiter', version: report.toolVersion },
    },
    finding_info: {
      uid: result.fingerprint,
      title: result.title,
      ...(check && { desc: check.why }),
      last_seen_time: time,
      types: ['Configuration'],
    },
    compliance: {
      control: result.check,
      standards: frameworks,
      requirements,
      ...status,
      ...(detail && { status_details: [detail] }),
      checks: [{ uid: result.check, name: check?.title ?? result.title, standards: frameworks, ...status }],
    },
    cloud: {
      provider: 'AWS',
      region: result.region,
      cloud_partition: partitionOf(report.regions[0] ?? result.region, result.subject.arn),
      account: { uid: report.account, type_id: 10, type: 'AWS Account' },
    },
    resources: [
      {
        uid: result.subject.arn ?? result.subject.id,
        name: result.subject.name,
        type: result.subject.type,
        region: result.region,
      },
    ],
    ...(result.evidence && {
      evidences: result.evidence.map(({ path, ...rest }) => ({ name: path, data: rest })),
    }),
    ...(check && result.status === 'fail' && { remediation: { desc: check.fix.summary } }),
    unmapped: {
      subject_id: result.subject.id,
      ...(result.usage && { usage: result.usage }),
      ...(gaps.length > 0 && { not_read: gaps }),
      scan: scanFacts(report),
    },
  }
}
