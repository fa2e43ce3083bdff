import type { Severity } from '#lib/checks/result.ts'
import type { CheckInfo } from './check-info.ts'
import type { ReportGap, ReportResult, ScanReport } from './scan-report.ts'

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** Bands of GitHub code scanning: over 9.0 critical, 7.0 high, 4.0 medium, else low. */
const securitySeverity: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
}

const kinds = {
  pass: 'pass',
  fail: 'fail',
  not_applicable: 'notApplicable',
  unknown: 'open',
  manual: 'review',
} as const

/** SARIF 2.1.0 with one run: every check that has a result is a rule, every result names its resource as a logical location. */
export function writeSarif(report: ScanReport, checks: readonly CheckInfo[]): string {
  const judged = new Set(report.results.map((result) => result.check))
  const rules = checks.filter((check) => judged.has(check.id))
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tidewaiter',
            version: report.toolVersion,
            semanticVersion: report.toolVersion,
            rules: rules.map(toRule),
          },
        },
        automationDetails: { id: `tidewaiter/${report.account}/` },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: report.startedAt,
            endTimeUtc: report.finishedAt,
            toolExecutionNotifications: report.coverage.gaps.map(toNotification),
          },
        ],
        results: report.results.map((result) => toResult(result, ruleIndex.get(result.check))),
        properties: {
          account: report.account,
          regions: report.regions,
          coverage: report.coverage.percent,
          ...(report.coverage.revisions && { revisions: report.coverage.revisions }),
          calls: report.calls,
        },
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** What could not be read, and which checks that blinds. */
function toNotification(gap: ReportGap) {
  const { action, region, resource, reason } = gap
  return {
    level: 'warning',
    descriptor: { id: action },
    message: { text: `Could not read ${action} in ${region} (${reason})${resource ? `: ${resource}` : ''}` },
    properties: { ...gap },
  }
}

function toRule(check: CheckInfo) {
  return {
    id: check.id,
    shortDescription: { text: check.title },
    fullDescription: { text: check.why },
    help: { text: check.fix.summary },
    defaultConfiguration: { level: levels[check.severity] },
    properties: {
      'security-severity': securitySeverity[check.severity],
      tags: [...new Set(['security', check.pillar])],
    },
  }
}

function toResult(result: ReportResult, ruleIndex: number | undefined) {
  return {
    ruleId: result.check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    kind: kinds[result.status],
    level: result.status === 'fail' ? levels[result.severity] : 'none',
    message: { text: [result.title, result.message ?? result.reason].filter(Boolean).join(': ') },
    locations: [
      {
        logicalLocations: [
          { name: result.subject.name, fullyQualifiedName: result.subject.arn ?? result.subject.id, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'tidewaiterFinding/v1': result.fingerprint },
    properties: {
      region: result.region,
      subjectType: result.subject.type,
      severity: result.severity,
      confidence: result.confidence,
      ...(result.usage && { usage: result.usage }),
    },
  }
}
