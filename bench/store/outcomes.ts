import type { CheckFacts } from '#lib/data/store/tally.ts'
import { containerOutcome } from '#lib/data/testing/scans.ts'
import type { Outcome, Status } from '#lib/engine/outcome.ts'

const perResource = 10

export const facts: readonly CheckFacts[] = Array.from({ length: perResource }, (_, index) => ({
  id: `bench-check-${index}`,
  pillar: index < 5 ? 'security' : 'deployment',
  severity: (['critical', 'high', 'medium', 'low'] as const)[index % 4] ?? 'medium',
  aliases: [],
}))

/** Of a hundred: 30 fail, 60 pass, 5 are unknown, 5 do not apply. */
export function statusOf(index: number): Status {
  const place = (index * 37) % 100
  if (place < 30) return 'fail'
  if (place < 90) return 'pass'
  return place < 95 ? 'unknown' : 'not_applicable'
}

/**
 * The outcome of one check on one container, ten for each family: check by check, as the engine hands them over.
 * @param count of all outcomes
 * @param version tells what a failure says apart
 */
export function outcomeOf(index: number, count: number, status: Status, version = 0): Outcome {
  const families = Math.ceil(count / perResource)
  const name = `family-${index % families}`
  const check = facts[Math.floor(index / families)]
  if (!check) throw new Error('there are ten checks')
  const evidence = [{ path: 'containerDefinitions[0].user', value: `u${version}` }]
  const outcome = containerOutcome(name, status, { check: check.id, severity: check.severity })
  const reasons = outcome.reasons.map((reason) => ({ ...reason, text: `${reason.text} Time ${version}.`, evidence }))
  return { ...outcome, reasons, evidence: status === 'pass' ? evidence : [] }
}
