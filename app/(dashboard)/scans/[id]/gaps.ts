import { failTitleOf } from '#app/_lib/checks.ts'
import type { Gap } from '#components/page/gaps.tsx'
import { counted } from '#components/score/format.ts'
import type { GapRow } from '#lib/data/posture/gaps.ts'
import type { GapReason } from '#lib/inventory/inventory.ts'

const reasonWords: Readonly<Record<GapReason, string>> = {
  denied: 'denied',
  throttled: 'throttled after all retries',
  expired: 'credentials expired',
  'region-disabled': 'region not enabled',
  malformed: 'unreadable answer',
  failed: 'failed',
}

/** How many regions are named before the rest is counted. */
const named = 3

/** Gaps as people act on them: one for each action and reason, whatever the number of regions. */
export function gapsByAction(rows: readonly GapRow[]): Gap[] {
  const groups = Map.groupBy(rows, ({ action, reason, errorCode }) => [action, reason, errorCode ?? ''].join(' '))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const regions = [...new Set(group.map(({ region }) => region))]
    const checks = [...new Set(group.flatMap((row) => row.checks))]
    const unknown = group.reduce((sum, row) => sum + row.unknown, 0)
    return {
      action: first.action,
      resources: [...new Set(group.flatMap((row) => row.resources))].toSorted(),
      cause: `${first.errorCode ?? reasonWords[first.reason]}, ${few(regions)}`,
      effect:
        unknown === 0
          ? 'No outcome depends on it.'
          : `${counted(unknown, 'outcome')} ${unknown === 1 ? 'stays' : 'stay'} unknown in ${counted(checks.length, 'check')}:`,
      checks: checks.map((check) => ({ title: failTitleOf(check), href: `/recommendations/${check}` })),
      ...(first.reason === 'denied' && { policyLine: `"${first.action}",` }),
    }
  })
}

/** The statement that would close all gaps of denied actions; undefined when none was denied. */
export function missingStatement(rows: readonly GapRow[]): { actions: string[]; text: string } | undefined {
  const denied = rows.filter(({ reason }) => reason === 'denied').map(({ action }) => action)
  const actions = [...new Set(denied)].toSorted()
  if (actions.length === 0) return undefined
  return { actions, text: JSON.stringify({ Effect: 'Allow', Resource: '*', Action: actions }, null, 2) }
}

function few(items: readonly string[]): string {
  if (items.length <= named) return items.join(', ')
  return `${items.slice(0, named).join(', ')} and ${items.length - named} more`
}
