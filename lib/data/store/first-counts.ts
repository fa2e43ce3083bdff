import { setImmediate } from 'node:timers/promises'
import type { Severity } from '#lib/checks/result.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { addRow, type CountsByCheck, inOrder } from '#lib/score/counts.ts'
import { scoreRowOf } from '#lib/score/outcome-row.ts'
import { type Score, scoreOf } from '#lib/score/score.ts'
import type { TallyRow, Weight } from './tally.ts'

/** What a first scan comes to. */
export interface FirstCounts {
  /** The roll-up of its account. */
  tally: readonly TallyRow[]
  /** The scores of services and clusters, by ARN. */
  parts: ReadonlyMap<string, Score>
}

/** Outcomes that are counted before Postgres, which stores them meanwhile, is served again. */
const sliceLength = 500

/**
 * Counts the outcomes of an account of which nothing was stored before, as refreshTally and readPartScores would: to read
 * all of it back takes Postgres as long as a third of storing it.
 */
export async function countFirst(outcomes: readonly Outcome[], checks: readonly Weight[]): Promise<FirstCounts> {
  const weights = new Map(checks.map((check) => [check.id, check]))
  const tally = new Map<string, TallyRow>()
  const parts = new Map<string, CountsByCheck>()
  for (const [index, outcome] of outcomes.entries()) {
    if (index % sliceLength === 0) await setImmediate()
    const weight = weights.get(outcome.check)
    if (!weight) throw new Error(`the check ${outcome.check} is not in the check set`)
    const row = tallyRowOf(outcome, weight)
    const key = Object.values(row).join('\n')
    const counted = tally.get(key) ?? { ...row, count: 0 }
    counted.count += 1
    tally.set(key, counted)
    const scored = scoreRowOf(outcome, weight)
    for (const part of [...outcome.services, ...outcome.clusters]) {
      const counts = parts.get(part) ?? new Map()
      parts.set(part, counts)
      addRow(counts, scored)
    }
  }
  return {
    tally: [...tally.values()],
    parts: new Map([...parts].map(([part, counts]) => [part, scoreOf(inOrder(counts))])),
  }
}

function tallyRowOf(
  { region, check, status, severity, usage, countedIn, wants }: Outcome,
  { pillar, severity: weight }: { pillar: string; severity: Severity },
): Omit<TallyRow, 'count'> {
  return {
    region,
    check_id: check,
    pillar,
    weight,
    status,
    state: status === 'fail' && usage !== 'registered' ? 'open' : 'none',
    severity,
    usage: usage ?? 'none',
    counted: countedIn !== undefined,
    excepted: false,
    waiting: wants === 'history',
    triage: 'new',
  }
}
