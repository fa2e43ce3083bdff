import type { Condition } from './policy.ts'

/**
 * Keys whose presence does not narrow what a workload's own role can do: they are always true for it (encrypted calls, its own
 * account and organization) or bound only where or when it calls from.
 */
const LIMITS_NOTHING: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:tokenissuetime',
  'aws:useragent',
])

/** What every request names to which the key belongs. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['iam:passedtoservice'])

const MATCHES_ALL = /^\*+$/

/** Does this condition, when it must hold, narrow a grant to a role? Reported, never evaluated: requests are not known. */
export function isLimiting({ operator, key, values }: Condition): boolean {
  if (LIMITS_NOTHING.has(key.toLowerCase())) return false
  // Both forms hold when the request lacks the key.
  if (/IfExists$|^ForAllValues:/i.test(operator) && !ALWAYS_THERE.has(key.toLowerCase())) return false
  return !(/(?:Like|Equals)(?:IfExists)?$/i.test(operator) && values.some((value) => MATCHES_ALL.test(value)))
}

/** A condition that demands one of its values for the key: StringEquals, ArnLike ..., not their negations or IfExists forms. */
export function demands({ operator, key, values }: Condition, wantedKey: string): boolean {
  const positive = /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))$/i.test(operator)
  return positive && key.toLowerCase() === wantedKey.toLowerCase() && !values.some((value) => MATCHES_ALL.test(value))
}
