import type { Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]
/** `heuristic` is the catalogue's warn: a well-founded suspicion, scored one severity lower. */
export type Confidence = 'certain' | 'heuristic'

export interface Reason<Id extends string = string> {
  message: Id
  /** Values for the message's {placeholders}; shown to people, so never a secret. */
  data: Readonly<Record<string, string | number>>
  evidence: readonly Evidence[]
  severity?: Severity
  confidence: Confidence
}

interface Asked {
  status: 'manual'
  question: string
  evidence: readonly Evidence[]
  /** What a yes makes of it; absent: a pass. */
  ifYes?: 'not_applicable'
  /** What an answer speaks of: whatever appears here later ends it early. Never a secret. */
  covers?: readonly string[]
}

/** What one check says of one item. Missing evidence is not among the answers: look-ups throw it, the engine reports it. */
export type Result<Id extends string = string> =
  | { status: 'pass'; hints: readonly string[]; evidence: readonly Evidence[] }
  | { status: 'fail'; reasons: readonly Reason<Id>[] }
  | { status: 'not_applicable'; reason: string }
  | { status: 'unknown'; reason: string; wants?: 'history' }
  | Asked

/** The predicate holds. `hints` are advice: shown, never scored. */
export function pass(hints: string | readonly string[] = [], evidence: readonly Evidence[] = []): Result<never> {
  return { status: 'pass', hints: typeof hints === 'string' ? [hints] : hints, evidence }
}

/** The predicate is violated, for one reason; `combine` joins several. */
export function fail<const Id extends string>(
  message: Id,
  data: Reason['data'],
  evidence: readonly Evidence[],
  options: { severity?: Severity; confidence?: Confidence } = {},
): Result<Id> {
  return { status: 'fail', reasons: [{ message, data, evidence, confidence: 'certain', ...options }] }
}

/** The catalogue's warn: fail with `confidence: 'heuristic'`. */
export function warn<const Id extends string>(
  message: Id,
  data: Reason['data'],
  evidence: readonly Evidence[],
  options: { severity?: Severity } = {},
): Result<Id> {
  return fail(message, data, evidence, { ...options, confidence: 'heuristic' })
}

export function notApplicable(reason: string): Result<never> {
  return { status: 'not_applicable', reason }
}

/** The catalogue itself says unknown here, for example for a role of another account or for want of history. */
export function undetermined(reason: string, options: { wants?: 'history' } = {}): Result<never> {
  return { status: 'unknown', reason, ...options }
}

/** Only a person can answer this (ATTESTED). `evidence` are the facts that help them to. */
export function needsAttestation(
  question: string,
  evidence: readonly Evidence[] = [],
  options: Pick<Asked, 'ifYes' | 'covers'> = {},
): Asked {
  return { status: 'manual', question, evidence, ...options }
}

export const statusOrder = ['fail', 'unknown', 'manual', 'pass', 'not_applicable'] as const

/**
 * Joins several results on one item into one: the worst status counts (fail > unknown > manual > pass >
 * not_applicable), reasons, hints and evidence of that status are kept together. Empty: not applicable.
 */
export function combine<Id extends string>(
  results: readonly Result<Id>[],
  whenEmpty = 'Nothing to judge.',
): Result<Id> {
  const status = statusOrder.find((candidate) => results.some((result) => result.status === candidate))
  const first = results.find((result) => result.status === status)
  if (!first) return notApplicable(whenEmpty)
  if (first.status === 'fail') {
    return { status: 'fail', reasons: results.flatMap((result) => (result.status === 'fail' ? result.reasons : [])) }
  }
  if (first.status === 'manual') {
    const asked = results.flatMap((result) => (result.status === 'manual' ? [result] : []))
    const covers = new Set(asked.flatMap((result) => result.covers ?? []))
    return {
      ...first,
      evidence: asked.flatMap((result) => result.evidence),
      ...(covers.size > 0 && { covers: [...covers] }),
    }
  }
  if (first.status !== 'pass') return first
  const passes = results.flatMap((result) => (result.status === 'pass' ? [result] : []))
  return {
    status: 'pass',
    hints: [...new Set(passes.flatMap((result) => result.hints))],
    evidence: passes.flatMap((result) => result.evidence),
  }
}

/**
 * Joins what several parts of one item say, each with look-ups of its own: a failure that one part proves stands although
 * another met a gap; without one the gap is thrown, as always.
 */
export function combineParts<Id extends string>(
  parts: readonly (() => readonly Result<Id>[])[],
  whenEmpty?: string,
): Result<Id> {
  const read = parts.map((part) => ({ part, results: ifKnown(part) }))
  const known = read.flatMap(({ results }) => results ?? [])
  if (!known.some(({ status }) => status === 'fail')) for (const { part, results } of read) if (!results) part()
  return combine(known, whenEmpty)
}

export function isWorse(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) < severities.indexOf(b)
}

/** The next lower severity, for heuristic outcomes. */
export function lowered(severity: Severity): Severity {
  return severities[Math.min(severities.indexOf(severity) + 1, severities.length - 1)] ?? 'info'
}
