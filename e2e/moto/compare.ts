import type { ScanReport } from '#lib/report/scan-report.ts'
import { expectations, leftOut } from './expectations.ts'

/** Where a report and the expectations differ, one sentence each. */
export function differences(report: ScanReport): string[] {
  return [...gapDifferences(report), ...Object.keys(expectations).flatMap((check) => outcomeDifferences(report, check))]
}

/** What the command line found failing (each fact once) and the exported findings do not hold, and the other way by number. */
export function missingOnPages({ results }: ScanReport, findings: readonly string[]): string[] {
  const failing = results.filter((one) => one.status === 'fail' && one.usage !== 'registered' && !one.countedIn)
  const missing = failing.filter((one) => !findings.some((line) => line.includes(one.fingerprint)))
  return [
    ...missing.map(
      (one) => `${one.check} on ${one.subject.name} fails on the command line and is no finding of the dashboard.`,
    ),
    ...(failing.length === findings.length
      ? []
      : [`${failing.length} failures on the command line, ${findings.length} findings in the dashboard.`]),
  ]
}

function gapDifferences({ coverage }: ScanReport): string[] {
  const found = new Set(coverage.gaps.map((gap) => gap.action))
  const missing = leftOut.filter((action) => !found.has(action))
  const extra = [...found].filter((action) => !leftOut.includes(action))
  return [
    ...missing.map((action) => `${action} should be named as a gap, and is not.`),
    ...extra.map((action) => `${action} could not be read, and moto answers it.`),
  ]
}

function outcomeDifferences({ results }: ScanReport, check: string): string[] {
  const { pass = [], fail = [], notApplicable = [], unknown = [] } = expectations[check] ?? {}
  const wanted = new Map([
    ...pass.map((name) => [name, 'pass'] as const),
    ...fail.map((name) => [name, 'fail'] as const),
    ...notApplicable.map((name) => [name, 'not_applicable'] as const),
    ...unknown.map((name) => [name, 'unknown'] as const),
  ])
  const found = new Map(results.filter((one) => one.check === check).map((one) => [nameOf(one.subject), one.status]))
  const names = new Set([...wanted.keys(), ...found.keys()])
  return [...names].flatMap((name) =>
    wanted.get(name) === found.get(name)
      ? []
      : [`${check} on ${name}: ${found.get(name) ?? 'nothing'} instead of ${wanted.get(name) ?? 'nothing'}.`],
  )
}

/** Ids that moto invents anew each time stand for themselves: the VPC, and a cluster's ARN as the place of a loose host. */
function nameOf({ name, type }: ScanReport['results'][number]['subject']): string {
  if (type === 'vpc') return 'vpc'
  return name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name
}
