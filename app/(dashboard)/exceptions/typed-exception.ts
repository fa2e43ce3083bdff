import type { ExceptionScope } from '#lib/data/exceptions/exception.ts'
import { InvalidInput } from '#lib/data/invalid.ts'

export const scopeKinds = ['finding', 'account', 'tag'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** How long an exception can last without choosing a day, in days. */
export const terms = ['30', '90', '365'] as const

export interface TypedScope {
  scope: ScopeKind
  /** "team:pay"; for a tag. */
  tag?: string
  /** A tag counts in every account. */
  everywhere: boolean
}

/** The scope that is chosen, around the finding that it is asked for. */
export function scopeFrom(
  { scope, tag, everywhere }: TypedScope,
  { id, check, account }: { id: string; check: string; account: { id: string } },
): ExceptionScope {
  const place = { check, account: account.id }
  if (scope === 'finding') return { kind: 'finding', ...place, finding: id }
  if (scope === 'account') return { kind: 'account', ...place }
  const at = tag?.indexOf(':') ?? -1
  if (!tag || at === -1) throw new InvalidInput('Choose the tag of the exception.')
  const named = { kind: 'tag', check, key: tag.slice(0, at), value: tag.slice(at + 1) } as const
  return everywhere ? named : { ...named, account: account.id }
}

/** The day on which the findings come back, at 00:00 UTC: the one that was chosen, else so many days from today. */
export function endOf({ day, days }: { day?: string; days: string }, now: Date): Date {
  if (day) return new Date(`${day}T00:00:00.000Z`)
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  return new Date(today + Number(days) * 86_400_000)
}
