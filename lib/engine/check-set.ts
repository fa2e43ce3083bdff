import { createHash } from 'node:crypto'
import type { Rule } from '#lib/checks/define-check.ts'

/** Identity of a set of checks and questions: two scans with the same hash asked the same questions and can be compared. */
export interface CheckSet {
  count: number
  /** 16 hex digits over what they ask and say, in order of their ids. */
  hash: string
}

export function checkSetOf(checks: readonly Rule[]): CheckSet {
  const described = checks
    .map(({ id, severity, mode, kindName, sections, dormant, skipsManaged, messages, asks }) =>
      JSON.stringify([id, severity, mode, kindName, sections, dormant, skipsManaged, messages, asks?.statement]),
    )
    .toSorted()
  return { count: checks.length, hash: createHash('sha256').update(described.join('\n')).digest('hex').slice(0, 16) }
}
