import { failTitleOf } from '#app/_lib/checks.ts'
import { counted } from '#components/score/format.ts'
import { passedBetween, utcDay } from '#components/time/format.ts'
import type { ExceptionKind, ExceptionRow, ExceptionState } from '#lib/data/exceptions/exception.ts'
import type { ExceptionTab } from '#lib/data/exceptions/list.ts'
import { findingsHref } from '../findings/search-params.ts'

export const kindWords: Readonly<Record<ExceptionKind, string>> = {
  risk_accepted: 'Risk accepted',
  false_positive: 'False positive',
  compensating_control: 'Compensating control',
}

export const stateWords: Readonly<Record<ExceptionState, string>> = {
  pending: 'Waits for approval',
  active: 'In force',
  expired: 'Expired',
  revoked: 'Revoked',
  refused: 'Refused',
  lapsed: 'Lapsed: it got worse',
}

export const tabWords: Readonly<Record<ExceptionTab, string>> = {
  active: 'Active',
  expiring: 'Ends within 30 days',
  pending: 'Waiting for approval',
  expired: 'Expired',
  ended: 'Revoked or lapsed',
}

/** "Container runs as root". */
export function subjectOf({ scope }: ExceptionRow): string {
  return failTitleOf(scope.check)
}

/** "web / app, prod", "every resource in prod", "tag team:pay, every account". */
export function scopeWords({ scope, account, subject }: Pick<ExceptionRow, 'scope' | 'account' | 'subject'>): string {
  const place = account?.alias ?? 'every account'
  if (scope.kind === 'finding') return `${subject ?? scope.finding}, ${place}`
  return scope.kind === 'tag' ? `tag ${scope.key}:${scope.value}, ${place}` : `every resource in ${place}`
}

/** The list of what it hides. */
export function coveredHref({ scope }: ExceptionRow): string {
  if (scope.kind === 'finding') return `/findings/${scope.finding}`
  const { check, account } = scope
  const tag = scope.kind === 'tag' ? [`${scope.key}:${scope.value}`] : undefined
  return findingsHref({ tab: 'excepted', check: [check], ...(account && { account: [account] }), tag })
}

const dayMs = 86_400_000

/** "20 d left"; nothing once it is over. */
export function timeLeft(expiresAt: string, now: Date): string | undefined {
  const days = Math.ceil(passedBetween(now, expiresAt) / dayMs)
  return days > 0 ? `${days} d left` : undefined
}

export function endsSoon(expiresAt: string, now: Date): boolean {
  return passedBetween(now, expiresAt) <= 30 * dayMs
}

interface Amounts {
  active: number
  expiring: number
  pending: number
  /** Findings under exception, in words. */
  hidden: string
}

/** "5 exceptions hide 14 findings, 2 end within 30 days". */
export function listVerdict({ active, expiring, pending, hidden }: Amounts): string {
  const waiting = pending > 0 ? `, ${pending} wait${pending === 1 ? 's' : ''} for approval` : ''
  if (active === 0) return `No exception is in force${waiting}`
  const findings = `${hidden} ${hidden === '1' ? 'finding' : 'findings'}`
  const soon = expiring > 0 ? `, ${expiring} end${expiring === 1 ? 's' : ''} within 30 days` : ''
  return `${counted(active, 'exception')} hide${active === 1 ? 's' : ''} ${findings}${soon}${waiting}`
}

/** "E-31 hides 7 findings until 12 Dec 2026". */
export function exceptionVerdict({ id, state, covers, expiresAt, ended }: ExceptionRow): string {
  const day = utcDay(expiresAt)
  if (state === 'active') return `E-${id} hides ${counted(covers, 'finding')} until ${day}`
  if (state === 'pending') return `E-${id} waits for a second person, and hides nothing`
  if (state === 'expired') return `E-${id} expired on ${day}`
  return `E-${id} ${pastWords[state]} on ${utcDay(ended?.at ?? expiresAt)}`
}

const pastWords = { revoked: 'was revoked', refused: 'was refused', lapsed: 'lapsed' } as const
