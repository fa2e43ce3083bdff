import { createHash } from 'node:crypto'

export interface UnitsOrder {
  slots: number
  meanMs: number
}

/** What a worker process has run: times in milliseconds since 1970. */
export interface Run {
  account: string
  from: number
  to: number
}

/** The environment that three of four accounts belong to. */
export const large = 'production'

/** The accounts of the bench; those that are not of the large environment are of five small ones. */
export function accountsOf(units: number): { id: string; environment: string }[] {
  return Array.from({ length: units }, (_, index) => ({
    id: String(100_000_000_000 + index),
    environment: index % 4 === 0 ? `team-${index % 5}` : large,
  }))
}

/** The same for the same account in every process: half the mean to one and a half of it. */
export function durationOf(account: string, meanMs: number): number {
  return Math.round(meanMs * (0.5 + createHash('sha256').update(account).digest().readUInt32BE() / 2 ** 32))
}

/**
 * The largest share of the slots that one environment held while scans of others waited; read at each start but the first
 * ones, when nothing has been given back yet.
 */
export function largestShare(runs: readonly Run[], environments: ReadonlyMap<string, string>, slots: number): number {
  const inOrder = runs.toSorted((a, b) => a.from - b.from)
  const shares = inOrder.slice(2 * slots).map((started, index) => {
    const environment = environments.get(started.account)
    const waiting = inOrder.slice(index + 2 * slots + 1).some((one) => environments.get(one.account) !== environment)
    if (!waiting) return 0
    const held = inOrder.filter(
      (one) => environments.get(one.account) === environment && one.from <= started.from && one.to > started.from,
    )
    return held.length / slots
  })
  return Math.max(0, ...shares)
}
