import { duration, passedBetween, utcDay } from '#components/time/format.ts'
import type { FindingDetail, FindingEvent } from '#lib/data/findings/detail.ts'

/** What is wrong, as a heading: a sentence without its full stop. A container is named with its task definition. */
export function verdictOf({ message, subject }: Pick<FindingDetail, 'message' | 'subject'>): string {
  const sentence = (message || subject.name).replace(/\.$/, '')
  const container = subject.name.split(' / ').at(-1)
  return subject.type === 'container' && sentence.startsWith(`${container} `)
    ? `${subject.name}${sentence.slice(container?.length)}`
    : sentence
}

const reasonWords = {
  fixed: 'fixed',
  deleted: 'the resource is gone',
  no_longer_in_use: 'no longer in use',
  not_applicable: 'the check no longer applies',
  check_retired: 'the check was retired, not the fault fixed',
} as const satisfies Record<NonNullable<FindingEvent['reason']>, string>

/** How long it has failed: "41 d, since 12 Oct 2026", or how it ended. */
export function lifeOf({ firstSeen, resolved, state }: FindingDetail, now: Date): string {
  if (resolved) return `Resolved ${utcDay(resolved.at)}: ${reasonWords[resolved.reason]}`
  if (!firstSeen) return state === 'none' ? 'Never failed in use' : 'Not known'
  return `${duration(passedBetween(firstSeen, now))}, since ${utcDay(firstSeen)}`
}

/** One line of the history. */
export function eventText({ kind, scan, reason, actor }: FindingEvent): string {
  const by = scan === undefined ? (actor ?? '') : `scan ${scan}`
  switch (kind) {
    case 'opened':
      return `Opened by ${by}`
    case 'reopened':
      return `Back again in ${by}`
    case 'resolved':
      return `Resolved by ${by}${reason ? `: ${reasonWords[reason]}` : ''}`
    case 'changed':
      return `Changed in ${by}`
  }
}
