import { duration, passedBetween, utcDay } from '#components/time/format.ts'
import type { FindingDetail, FindingEvent } from '#lib/data/findings/detail.ts'
import type { Triage } from '#lib/data/findings/filter.ts'

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

export const triageWords: Readonly<Record<Triage, string>> = { new: 'New', in_progress: 'In progress', done: 'Done' }

/** "in progress, R. Daly"; nothing for what nobody has taken up. */
export function triageText({ triage, assignee }: Pick<FindingDetail, 'triage' | 'assignee'>): string {
  const state = triage === 'new' ? undefined : triageWords[triage].toLowerCase()
  return [state, assignee?.name].filter(Boolean).join(', ')
}

/** How long it has failed: "41 d, since 12 Oct 2026", or how it ended. */
export function lifeOf({ firstSeen, resolved, state }: FindingDetail, now: Date): string {
  if (resolved) return `Resolved ${utcDay(resolved.at)}: ${reasonWords[resolved.reason]}`
  if (!firstSeen) return state === 'none' ? 'Never failed in use' : 'Not known'
  return `${duration(passedBetween(firstSeen, now))}, since ${utcDay(firstSeen)}`
}

/** One line of the history. */
export function eventText(event: FindingEvent): string {
  const { kind, scan, reason, actor } = event
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
    case 'triage':
      return `${actor} set it to ${triageWords[event.triage ?? 'new'].toLowerCase()}`
    case 'assigned':
      return event.assignee ? `${actor} gave it to ${event.assignee}` : `${actor} took it from whoever had it`
    case 'comment':
      return `${actor} wrote`
    case 'excepted':
      return `Under exception E-${event.exception}${actor ? `, by ${actor}` : ''}`
    case 'exception-ended':
      return `Back from exception${event.exception ? ` E-${event.exception}` : ''}${endText(event)}`
  }
}

const endWords: Readonly<Record<string, string>> = {
  expired: ': its day has come',
  revoked: ': it was revoked',
  lapsed: ': the finding got worse than what was accepted',
  'out-of-scope': ': the resource no longer carries the tag',
}

function endText({ why, actor }: FindingEvent): string {
  return `${endWords[why ?? ''] ?? ''}${why === 'revoked' && actor ? ` by ${actor}` : ''}`
}
