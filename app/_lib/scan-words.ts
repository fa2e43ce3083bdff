import { duration, passedBetween } from '#components/time/format.ts'
import type { ScanRow, ScanStep, ScanTrigger } from '#lib/data/scans.ts'

export const triggerWords: Record<ScanTrigger, string> = {
  manual: 'by hand',
  first: 'first scan',
  schedule: 'schedule',
  cli: 'command line',
  demo: 'demo',
}

export const stepWords: Record<ScanStep, string> = {
  'assume-role': 'Assume role',
  collect: 'Collect',
  evaluate: 'Evaluate',
  store: 'Store and compare',
}

/** From start to end, or until `now`; a dash before it starts. Under a minute with its seconds. */
export function scanLength({ startedAt, finishedAt }: ScanRow, now: Date): string {
  if (!startedAt) return '–'
  const length = passedBetween(startedAt, finishedAt ?? now)
  return length > 0 && length < 1000 ? 'under 1 s' : duration(length)
}

/** What a scan changed: "2 new, 1 back, 3 resolved"; undefined when it was not compared. */
export function changeText({ changes }: Pick<ScanRow, 'changes'>): string | undefined {
  if (!changes) return undefined
  const { opened, reopened, resolved } = changes
  const said = [
    [opened, 'new'],
    [reopened, 'back'],
    [resolved, 'resolved'],
  ] as const
  const parts = said.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return parts.length === 0 ? 'no change' : parts.join(', ')
}

/** What a scan judged, with the lists of findings where the latest scan's counts are explained. */
export function outcomeCounts({ account, outcomes }: Pick<ScanRow, 'account' | 'outcomes'>) {
  const list = `/findings?account=${account.id}`
  return [
    { status: 'fail', text: `${outcomes?.fail ?? 0} fail`, href: `${list}&status=fail` },
    { status: 'pass', text: `${outcomes?.pass ?? 0} pass`, href: `/recommendations?account=${account.id}` },
    { status: 'unknown', text: `${outcomes?.unknown ?? 0} unknown`, href: `${list}&tab=unknown` },
  ] as const
}
