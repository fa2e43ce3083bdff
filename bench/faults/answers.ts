import { sectionActions } from '#lib/collect/actions.ts'
import { differences } from '#lib/collect/testing/inventories.ts'
import { falsehoodsOf, type Seen, scanDisturbed } from '#lib/scan/testing/disturbed.ts'
import type { FaultKind } from '#simulator/faults.ts'
import { type Figure, figure } from '../figures.ts'

/** Struck once, the scan must end as if nothing had happened. */
const passing: readonly FaultKind[] = [
  'throttle',
  '429',
  '500',
  '503',
  'expired',
  'reset',
  'truncated',
  'malformed',
  'slow',
  'empty-page',
  'duplicate-page',
]
/** Struck for ever, everything missing must be a gap. */
const lasting: readonly FaultKind[] = [
  'throttle',
  '429',
  '500',
  '503',
  'reset',
  'truncated',
  'malformed',
  'repeated-token',
]

/** More than any call is tried; what exceeds it turns in circles. */
const mostTries = 10
const forEver = 1_000_000

interface Trial {
  kind: FaultKind
  action: string
  times: number
}

export const everyTrial: readonly Trial[] = sectionActions.flatMap((action): Trial[] => [
  ...passing.map((kind) => ({ kind, action, times: 1 })),
  ...lasting.map((kind) => ({ kind, action, times: forEver })),
])

/** Bad answers of every kind to every action, one scan of the sample estate each. */
export async function runAnswers(
  trials: readonly Trial[] = everyTrial,
): Promise<{ figures: Figure[]; notes: string[] }> {
  const whole = await scanDisturbed({})
  const notes: string[] = []
  const count = { crashes: 0, circles: 0, lost: 0, passes: 0 }
  for (const trial of trials) {
    const found = await tryOut(trial, whole).catch((error: unknown) => ({ crash: String(error) }))
    const named = `${trial.kind} ${trial.times === 1 ? 'once' : 'for ever'} at ${trial.action}`
    if ('crash' in found) {
      count.crashes += 1
      notes.push(`${named}: ${found.crash}`)
      continue
    }
    count.circles += found.circles ? 1 : 0
    count.lost += found.lost.length
    count.passes += found.passes.length
    notes.push(...[...found.lost, ...found.passes].map((one) => `${named}: ${one}`))
  }
  return {
    figures: [
      figure('answers.runs', trials.length, 'scans'),
      figure('answers.crashes', count.crashes, 'scans', 0),
      figure('answers.circles', count.circles, 'scans', 0),
      figure('answers.lost', count.lost, 'records', 0),
      figure('answers.falsePasses', count.passes, 'outcomes', 0),
    ],
    notes,
  }
}

async function tryOut(trial: Trial, whole: Seen) {
  const seen = await scanDisturbed({ faults: [trial] })
  const { inventory, calls } = seen
  const blind = new Set<string>(inventory.gaps.map((gap) => gap.section))
  const differing = differences(inventory, whole.inventory)
  const usual = whole.calls.byAction[trial.action]?.count ?? 0
  return {
    circles: (calls.byAction[trial.action]?.count ?? 0) > usual * mostTries,
    lost:
      trial.times === 1
        ? [...differing, ...inventory.gaps.map((gap) => `gap in ${gap.section}`)]
        : differing.filter((one) => !blind.has(one.split(' ')[0] ?? '')),
    passes: falsehoodsOf(seen, whole).passes,
  }
}
