import type { ScanReport } from '#lib/report/scan-report.ts'
import { type Expectation, expectations } from './expectations/index.ts'

type Result = ScanReport['results'][number]

/** Names of what moto numbers anew each time, by its id. */
export type Names = ReadonlyMap<string, string>

const kinds: readonly (readonly [keyof Expectation, Result['status']])[] = [
  ['pass', 'pass'],
  ['fail', 'fail'],
  ['notApplicable', 'not_applicable'],
  ['unknown', 'unknown'],
  ['manual', 'manual'],
]

/** Where a report and the expectations differ, one sentence each. */
export function outcomeDifferences({ results }: ScanReport, names: Names): string[] {
  const byCheck = Map.groupBy(results, (one) => one.check)
  const expected = new Map(Object.entries(expectations))
  return [
    ...[...expected].flatMap(([check, wanted]) => differencesOf(check, wanted, byCheck.get(check) ?? [], names)),
    ...[...byCheck]
      .filter(([check]) => !expected.has(check))
      .map(([check, found]) => `${check} has no expectation yet. It says: ${written(found, names)},`),
  ]
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

function differencesOf(check: string, expected: Expectation, results: readonly Result[], names: Names): string[] {
  const wanted = new Map(
    kinds.flatMap(([kind, status]) => (expected[kind] ?? []).map((name) => [name, status] as const)),
  )
  const found = new Map(results.map((one) => [nameOf(one, names), one]))
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((name) => {
    const { status = 'nothing', message, reason } = found.get(name) ?? {}
    const want = wanted.get(name) ?? 'nothing'
    return status === want
      ? []
      : [`${check} on ${name}: ${status} instead of ${want}. ${message ?? reason ?? ''}`.trim()]
  })
}

/** In the form of an expectation, to be judged and taken over. */
function written(results: readonly Result[], names: Names): string {
  const lists = kinds.flatMap(([kind, status]) => {
    const subjects = results.filter((one) => one.status === status).map((one) => `'${nameOf(one, names)}'`)
    return subjects.length > 0 ? [`${kind}: [${subjects.join(', ')}]`] : []
  })
  return `'${results[0]?.check}': { ${lists.join(', ')} }`
}

/** A cluster's ARN is the place of a loose host. */
function nameOf({ subject: { name } }: Result, names: Names): string {
  const short = name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name
  return [...names].reduce((text, [id, known]) => text.replace(id, known), short)
}
