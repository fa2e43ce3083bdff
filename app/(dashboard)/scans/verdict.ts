import { counted } from '#components/score/format.ts'
import { relativeTime } from '#components/time/format.ts'
import type { AccountRow } from '#lib/data/accounts.ts'
import type { ScanRow } from '#lib/data/scans.ts'

/** How scanning stands, in a sentence and a line under it. */
export function scansVerdict(
  accounts: readonly AccountRow[],
  running: readonly ScanRow[],
  now: Date,
): { verdict: string; sub?: string } {
  if (accounts.length === 0) return { verdict: 'Nothing to scan: no account was added' }
  const scanned = accounts.flatMap(({ lastScan }) => lastScan?.at ?? []).toSorted()
  const [oldest] = scanned
  const last = oldest === undefined ? undefined : `Oldest results ${relativeTime(oldest, now)}.`
  if (running.length > 0) {
    const queued = running.filter(({ state }) => state === 'queued').length
    const waiting = queued > 0 ? `, ${queued} of them waiting` : ''
    return { verdict: `${counted(running.length, 'scan')} running${waiting}`, sub: last }
  }
  const failing = accounts.filter(({ state }) => state === 'failing')
  if (failing.length > 0) {
    return {
      verdict: `${failing.length} of ${counted(accounts.length, 'account')} could not be scanned`,
      sub: `${failing.map(({ alias }) => alias).join(', ')}: earlier results stay as they were.`,
    }
  }
  if (oldest === undefined) return { verdict: `${counted(accounts.length, 'account')}, none scanned yet` }
  if (scanned.length < accounts.length) {
    return { verdict: `${scanned.length} of ${counted(accounts.length, 'account')} scanned`, sub: last }
  }
  return { verdict: `${counted(accounts.length, 'account')} scanned, last ${relativeTime(oldest, now)}` }
}

/** What the tab of the browser says. */
export function titleOf(accounts: readonly AccountRow[], running: readonly ScanRow[]): string {
  const failing = accounts.filter(({ state }) => state === 'failing').length
  if (running.length > 0) return `${running.length} running - Scans`
  return failing > 0 ? `${failing} failing - Scans` : 'Scans'
}
