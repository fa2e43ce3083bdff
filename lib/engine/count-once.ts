import type { Rule } from '#lib/checks/define-check.ts'
import { isWorse, statusOrder } from '#lib/checks/result.ts'
import type { Outcome } from './outcome.ts'

/**
 * COUNT ONCE: when failing outcomes of checks that name each other (`sameFactAs`) describe one fact about one service, the
 * one with the highest severity is scored and the others carry its fingerprint. Equal severities: the check that stands
 * first in the catalogue's order is scored.
 */
export function countOnce(outcomes: readonly Outcome[], checks: readonly Rule[]): Outcome[] {
  const order = new Map<string, number>(checks.map((check, position) => [check.id, position]))
  const linked = new Map<string, ReadonlySet<string>>(checks.map((check) => [check.id, partners(check, checks)]))
  const candidates = outcomes.filter((one) => one.status === 'fail' && (linked.get(one.check)?.size ?? 0) > 0)
  return outcomes.map((outcome) => {
    if (outcome.status !== 'fail') return outcome
    const rivals = candidates.filter(
      (other) =>
        linked.get(outcome.check)?.has(other.check) && other.region === outcome.region && related(outcome, other),
    )
    const scored = rivals.reduce((best, other) => (outranks(other, best, order) ? other : best), outcome)
    return scored === outcome ? outcome : { ...outcome, countedIn: scored.fingerprint }
  })
}

/** Naming is mutual: it is enough that one of the two checks names the other. */
function partners(check: Rule, checks: readonly Rule[]): ReadonlySet<string> {
  const naming = checks.filter((other) => other.sameFactAs.includes(check.id)).map((other) => other.id)
  return new Set<string>([...check.sameFactAs, ...naming])
}

/** The same subject, or one of them is a service that the other belongs to. */
function related(a: Outcome, b: Outcome): boolean {
  return a.subject.id === b.subject.id || b.services.includes(a.subject.id) || a.services.includes(b.subject.id)
}

function outranks(a: Outcome, b: Outcome, order: ReadonlyMap<string, number>): boolean {
  if (a.severity !== b.severity) return isWorse(a.severity, b.severity)
  return (order.get(a.check) ?? 0) < (order.get(b.check) ?? 0)
}

/**
 * A roll-up repeats what its members say of a service, so it stays outside score and totals: it carries the fingerprint of a
 * member with the same status, else of any, and its own where the members' subjects are not those of one service (hosts).
 */
export function countRollUps(outcomes: readonly Outcome[], checks: readonly Rule[]): Outcome[] {
  const members = new Map<string, ReadonlySet<string>>(
    checks.flatMap((check) => (check.rollsUp ? [[check.id, new Set<string>(check.rollsUp)]] : [])),
  )
  const parts = outcomes.filter((one) => [...members.values()].some((ids) => ids.has(one.check)))
  const byService = Map.groupBy(
    parts.flatMap((part) => part.services.map((service) => ({ service, part }))),
    ({ service }) => service,
  )
  return outcomes.map((outcome) => {
    const ids = members.get(outcome.check)
    if (!ids || outcome.status === 'not_applicable') return outcome
    const related = (byService.get(outcome.subject.id) ?? [])
      .map(({ part }) => part)
      .filter((part) => ids.has(part.check))
      .toSorted((a, b) => statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status))
    const source = related.find((one) => one.status === outcome.status) ?? related[0]
    return { ...outcome, countedIn: source?.fingerprint ?? outcome.fingerprint }
  })
}
