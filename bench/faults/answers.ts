import { sectionActions } from '#lib/collect/actions.ts'
import { differences, lostInSilence, recordsOf } from '#lib/collect/testing/inventories.ts'
import { sectionNames, sections } from '#lib/inventory/sections.ts'
import type { Assessment } from '#lib/scan/assess.ts'
import { falsehoodsOf, scanDisturbed } from '#lib/scan/testing/disturbed.ts'
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

/** A call is tried a few times, and what a failed batch was about is asked for once more one by one: more is a circle. */
const mostTries = 50
const forEver = 1_000_000

/** One scan: a kind of answer to the first call of every action, or to all calls of one. */
export interface Trial {
  kind: FaultKind
  /** Absent: every action. */
  action?: string
  times: number
}

/** Every kind that passes, and of those that last each nth of all actions and kinds. */
export function trialsOf(nth: number): Trial[] {
  const all = sectionActions.flatMap((action) => lasting.map((kind): Trial => ({ kind, action, times: forEver })))
  return [...passing.map((kind) => ({ kind, times: 1 })), ...all.filter((_, index) => index % nth === 0)]
}

interface Undisturbed extends Assessment {
  regions: readonly string[]
}

/** Bad answers of every kind to every action: scans of the sample estate. */
export async function runAnswers(trials: readonly Trial[]): Promise<{ figures: Figure[]; notes: string[] }> {
  const whole = await undisturbed()
  const notes: string[] = []
  const count = { crashes: 0, circles: 0, lost: 0, passes: 0, failures: 0 }
  for (const trial of trials) {
    const found = await tryOut(trial, placeOf(trial, whole)).catch((error: unknown) => ({ crash: String(error) }))
    const named = `${trial.kind} ${trial.times === 1 ? 'once' : 'for ever'} at ${trial.action ?? 'every action'}`
    if ('crash' in found) {
      count.crashes += 1
      notes.push(`${named}: ${found.crash}`)
      continue
    }
    count.circles += found.circles.length
    count.lost += found.lost.length
    count.passes += found.passes.length
    count.failures += found.failures.length
    const { circles, lost, passes, failures } = found
    notes.push(...[...circles, ...lost, ...passes, ...failures].map((one) => `${named}: ${one}`))
  }
  return {
    figures: [
      figure('answers.runs', trials.length, 'scans'),
      figure('answers.crashes', count.crashes, 'scans', 0),
      figure('answers.circles', count.circles, 'actions', 0),
      figure('answers.lost', count.lost, 'records', 0),
      figure('answers.falsePasses', count.passes, 'outcomes', 0),
      figure('answers.newFailures', count.failures, 'outcomes', 0),
    ],
    notes,
  }
}

/** The whole account first, then its regions, the smaller one before the larger. */
async function undisturbed(): Promise<readonly [Undisturbed, ...Undisturbed[]]> {
  const all = { ...(await scanDisturbed({})), regions: [] }
  const single: Undisturbed[] = []
  for (const region of all.inventory.regions) single.push({ ...(await scanDisturbed({}, [region])), regions: [region] })
  const size = ({ ledger }: Undisturbed) => ledger.summary().total
  return [all, ...single.toSorted((a, b) => size(a) - size(b))]
}

/** One region is enough for one action, where there is something that it fills. */
function placeOf({ action }: Trial, [all, ...single]: readonly [Undisturbed, ...Undisturbed[]]): Undisturbed {
  if (action === undefined) return all
  const filled = sectionNames.filter((name) => sections[name].actions.includes(action))
  const isFull = ({ inventory }: Undisturbed) =>
    filled.every((name) => Object.keys(recordsOf(inventory, name)).length > 0)
  return single.find((one) => callsOf(one, action) > 0 && isFull(one)) ?? all
}

/** Credentials that were called expired are given to fewer calls from then on: at worst each call has its own. */
function mostCalls(action: string, seen: Assessment, whole: Assessment): number {
  if (action === 'sts:AssumeRole') return seen.ledger.summary().total - callsOf(seen, action)
  return Math.max(1, callsOf(whole, action)) * mostTries
}

function callsOf({ ledger }: Assessment, action: string): number {
  return ledger.summary().byAction[action]?.count ?? 0
}

async function tryOut({ kind, action, times }: Trial, whole: Undisturbed) {
  const seen = await scanDisturbed({ faults: [{ kind, times, ...(action && { action }) }] }, whole.regions)
  const { inventory, ledger } = seen
  const asked = Object.keys(ledger.summary().byAction)
  return {
    circles: asked.filter((one) => callsOf(seen, one) > mostCalls(one, seen, whole)),
    lost:
      times === 1
        ? [...differences(inventory, whole.inventory), ...gapsOf(seen)]
        : lostInSilence(inventory, whole.inventory),
    ...falsehoodsOf(seen, whole),
  }
}

const gapsOf = ({ inventory }: Assessment) => inventory.gaps.map((gap) => `gap in ${gap.section}`)
