import { scanPartOf, scanPartText } from '#app/_lib/scan-part.ts'
import { changeText, scanLength, stepWords, triggerWords } from '#app/_lib/scan-words.ts'
import { percent } from '#components/score/format.ts'
import { duration, passedBetween, relativeTime } from '#components/time/format.ts'
import type { ScanDetail } from '#lib/data/scans.ts'
import { collectorsDone } from './timeline.ts'

/** What a scan is doing or has come to, in a sentence and a line under it. */
export function scanVerdict(scan: ScanDetail, now: Date): { verdict: string; sub: string } {
  const { id, account, state, step, coverage, previous, cancelRequested } = scan
  const name = account.alias
  const part = scanPartText(scanPartOf(scan.settings))
  const by = [...new Set([scan.requestedBy ?? 'system', triggerWords[scan.trigger]])].join(', ')
  const asked = `by ${by}${part ? `, only ${part}` : ''}`
  const stays = previous
    ? `Other pages show scan ${previous.id} until this one is stored.`
    : 'Nothing is shown of this account until it is stored.'
  const ended = `Scan ${id}, ended ${relativeTime(scan.finishedAt ?? now, now)} after ${scanLength(scan, now)}, ${asked}.`
  switch (state) {
    case 'queued':
      return {
        verdict: `A scan of ${name} waits for a worker`,
        sub: `Scan ${id}, asked for ${relativeTime(scan.createdAt, now)} ${asked}. ${stays}`,
      }
    case 'running': {
      const begun = `Scan ${id}, started ${duration(passedBetween(scan.startedAt ?? now, now))} ago ${asked}.`
      if (cancelRequested) return { verdict: `Stopping the scan of ${name}`, sub: `${begun} Earlier results stay.` }
      const isCollecting = step === 'collect' && scan.units.length > 0
      const doing = isCollecting ? collectorsDone(scan.units).text : stepWords[step ?? 'assume-role'].toLowerCase()
      return { verdict: `Scanning ${name}: ${doing}`, sub: `${begun} ${stays}` }
    }
    case 'failed':
      return { verdict: `${name} could not be scanned`, sub: `${ended} Earlier results stay as they were.` }
    case 'cancelled':
      return { verdict: `The scan of ${name} was cancelled`, sub: `${ended} Earlier results stay as they were.` }
    case 'done': {
      const rest = part ? ' Everything else is as the scans before it saw it.' : ''
      const change = previous && changeText(scan)
      const covered = coverage === undefined ? [] : [`${percent(coverage)} could be judged`]
      const found = change ?? `${scan.outcomes?.fail ?? 0} fail, ${scan.outcomes?.pass ?? 0} pass`
      return { verdict: `${name}: ${[found, ...covered].join(', ')}`, sub: `${ended}${rest}` }
    }
  }
}

/** What the tab of the browser says. */
export function scanTitle(scan: ScanDetail): string {
  const { account, state, units, step } = scan
  if (state === 'running' && step === 'collect') {
    const { done, total } = collectorsDone(units)
    return `${done} of ${total} - Scanning ${account.alias}`
  }
  const words = { queued: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' }
  return `${words[state]} - Scan ${scan.id} of ${account.alias}`
}
