import { plainText } from './plain-text.ts'
import type { ReportGap, ScanReport } from './scan-report.ts'

/** How many resources are named before the rest is counted. */
const named = 3

/** What could not be read, one text for each action, region and reason: "ecr:BatchGetImage in eu-west-1 (denied) of shop/web". */
export function gapTexts(gaps: readonly ReportGap[]): { text: string; checks: string[] }[] {
  const groups = Map.groupBy(gaps, ({ action, region, reason }) => `${action} in ${region} (${reason})`)
  return [...groups].sort().map(([what, group]) => {
    const resources = group.flatMap(({ resource }) => resource ?? [])
    return {
      text: plainText(resources.length > 0 ? `${what} of ${few(resources)}` : what),
      checks: [...new Set(group.flatMap(({ checks }) => checks))].sort(),
    }
  })
}

/** For formats in which a result stands alone: the gaps that blind each check somewhere, as text. */
export function gapsOfChecks({ coverage }: ScanReport): ReadonlyMap<string, string[]> {
  const texts = gapTexts(coverage.gaps).flatMap(({ text, checks }) => checks.map((check) => ({ check, text })))
  const groups = Map.groupBy(texts, ({ check }) => check)
  return new Map([...groups].map(([check, group]) => [check, group.map(({ text }) => text)]))
}

/** What the scan asked for and did not get, in a line. */
export function callsText({ calls, coverage }: ScanReport): string {
  const { total, retried, throttled, denied, failed } = calls
  const unread = new Set(coverage.gaps.map(({ action }) => action)).size
  return `${total} calls: ${retried} retried, ${throttled} throttled, ${denied} denied, ${failed} failed; ${unread} actions not read whole`
}

function few(names: readonly string[]): string {
  const rest = names.length - named
  return rest > 0 ? `${names.slice(0, named).join(', ')} and ${rest} more` : names.join(', ')
}
