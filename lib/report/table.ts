import { type Severity, severities } from '#lib/checks/result.ts'
import { roundDown } from '#lib/score/score.ts'
import { gapTexts } from './gap-text.ts'
import { plainText, shorten, shortenMiddle } from './plain-text.ts'
import type { ReportResult, ScanReport } from './scan-report.ts'

const SEVERITY_WIDTH = 8
const SPACING = 2

/** What fails, worst first, and a summary: for people at a terminal `width` characters wide. */
export function writeTable(report: ScanReport, options: { width: number }): string {
  const fails = report.results.filter((result) => result.status === 'fail').sort(bySeverity)
  return `${[...table(fails, options.width), '', ...summary(report, fails)].join('\n')}\n`
}

function bySeverity(a: ReportResult, b: ReportResult): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

function table(fails: readonly ReportResult[], width: number): string[] {
  if (fails.length === 0) return ['Nothing fails.']
  const regionWidth = Math.max(6, ...fails.map((result) => result.region.length))
  const flexible = Math.max(width - SEVERITY_WIDTH - regionWidth - 3 * SPACING, 40)
  const resourceWidth = Math.floor(flexible * 0.4)
  const widths = [SEVERITY_WIDTH, flexible - resourceWidth, resourceWidth, regionWidth]
  const rows = fails.map((result) => [
    result.severity,
    shorten(plainText(verdict(result)), flexible - resourceWidth),
    shortenMiddle(plainText(result.subject.name), resourceWidth),
    plainText(result.region),
  ])
  return [['SEVERITY', 'TITLE', 'RESOURCE', 'REGION'], ...rows].map((row) => line(row, widths))
}

function verdict(result: ReportResult): string {
  const suspicion = result.confidence === 'heuristic' ? ' (suspected)' : ''
  const unused = result.usage === 'registered' ? ' (not in use)' : ''
  return `${result.title}${suspicion}${unused}`
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' '.repeat(SPACING))
    .trimEnd()
}

function summary(report: ScanReport, fails: readonly ReportResult[]): string[] {
  const counted = (severity: Severity) => fails.filter((result) => result.severity === severity).length
  const bySeverityText = severities.map((severity) => `${counted(severity)} ${severity}`).join(', ')
  const status = (name: ReportResult['status']) => report.results.filter((result) => result.status === name).length
  const counts = [
    `${fails.length} failing (${bySeverityText})`,
    `${status('pass')} passing`,
    `${status('unknown')} unknown`,
    `${status('manual')} for a person`,
    `${status('not_applicable')} not applicable`,
  ].join(', ')
  return report.calls.total === 0 ? [counts] : [counts, ...aboutAccount(report)]
}

/** For reports about an account; files that were judged by themselves have neither score nor coverage. */
function aboutAccount(report: ScanReport): string[] {
  const { percent, revisions } = report.coverage
  return [
    `Account ${report.account}, ${report.regions.map(plainText).join(', ')}`,
    `Score ${scoreText(report)}, ${roundDown(percent)} % judged, ${report.calls.total} AWS calls`,
    ...(revisions ? [`${revisions.read} of ${revisions.registered} registered task definition revisions read`] : []),
    ...callsWithTrouble(report),
    ...unread(report),
  ]
}

/** Retries and refusals; the whole ledger stands in the JSON report. */
function callsWithTrouble({ calls }: ScanReport): string[] {
  const troubles = (['retried', 'throttled', 'denied', 'failed'] as const).filter((kind) => calls[kind] > 0)
  return troubles.length > 0 ? [`Calls: ${troubles.map((kind) => `${calls[kind]} ${kind}`).join(', ')}`] : []
}

/** One line for each action that could not be read somewhere, with the checks that it blinds. */
function unread({ coverage }: ScanReport): string[] {
  return gapTexts(coverage.gaps).map(
    ({ text, checks }) =>
      `Could not read ${text}: ${checks.length > 0 ? `blinds ${checks.join(', ')}` : 'blinds no check'}`,
  )
}

function scoreText(report: ScanReport): string {
  const { overall, grade } = report.score
  return overall === null ? '– (too little could be judged)' : `${overall} of 100 (${grade})`
}
