import type { Counts, sizes } from '#simulator/estates/sized/size.ts'
import { type Figure, figure } from '../figures.ts'
import type { Measured } from './collect-process.ts'
import { lostRecords } from './expected.ts'
import { bucketFloors } from './floor.ts'
import { type Minimum, sum } from './minimum.ts'

/** A first scan, the same again, and once more after some families got a new revision. */
export const phases = ['first', 'rescan', 'changed'] as const
export type PhaseName = (typeof phases)[number]

export interface Phase {
  name: PhaseName
  estate: keyof typeof sizes
  throttle: boolean
  regions: number
  counts: Counts
  minimum: Minimum
  measured: Measured
}

/** Calls of Amazon ECS that the medium estate may cost. */
const mostEcsCalls: Partial<Record<PhaseName, number>> = { first: 1100, changed: 300 }

export function figuresOf(phase: Phase): Figure[] {
  const { name, estate, throttle, counts, minimum, measured } = phase
  const calls = sum(Object.values(measured.calls))
  const least = sum(minimum.total.values())
  const floor = Math.max(...[minimum.region, minimum.account].flatMap((one) => bucketFloors(one)[0]?.seconds ?? 0))
  const lost = lostRecords(counts, phase.regions, measured.records).reduce((total, one) => total + one.lost, 0)
  const named = (what: string, value: number, unit: string, bound?: number) =>
    figure(`${name}.${what}`, value, unit, bound)
  return [
    named('calls', calls, 'calls'),
    named('minimum', least, 'calls'),
    named('callsPerMinimum', calls / least, 'ratio', name === 'first' ? 1.05 : undefined),
    named('ecsCalls', ecsCalls(measured), 'calls', estate === 'medium' ? mostEcsCalls[name] : undefined),
    named('wallSeconds', measured.wallSeconds, 's'),
    named('floorSeconds', floor, 's'),
    ...(throttle && floor > 0
      ? [named('wallPerFloor', measured.wallSeconds / floor, 'ratio', estate === 'medium' ? 1.2 : undefined)]
      : []),
    named('throttled', measured.throttled, 'calls', 0),
    named('lost', lost + measured.gaps, 'records and gaps', 0),
    named('peakRssMb', measured.peakRssMb, 'MB', estate === 'large' ? 700 : undefined),
    named('cpuMsPerCall', (measured.cpuSeconds * 1000) / calls, 'ms', estate === 'large' ? 2 : undefined),
  ]
}

function ecsCalls({ calls }: Measured): number {
  return sum(Object.entries(calls).flatMap(([action, count]) => (action.startsWith('ecs:') ? count : [])))
}

/** What was asked beside what had to be, action by action, and how long each bucket needs; line by line, for people. */
export function notesOf({ name, counts, regions, minimum, measured }: Phase): string[] {
  const actions = [...new Set([...minimum.total.keys(), ...Object.keys(measured.calls)])].sort()
  const asked = actions.map((action) => ({
    action,
    made: measured.calls[action] ?? 0,
    least: minimum.total.get(action) ?? 0,
  }))
  const rows = asked.filter(({ made, least }) => made + least > 0)
  const lost = lostRecords(counts, regions, measured.records)
  return [
    '',
    `${name}: calls made / minimum`,
    ...rows.map(({ action, made, least }) => `  ${action.padEnd(52)} ${made} / ${least}`),
    `${name}: buckets at AWS's full rate`,
    ...bucketFloors(minimum.region)
      .slice(0, 5)
      .map(({ bucket, calls, seconds }) => `  ${bucket.padEnd(52)} ${calls} calls, ${seconds.toFixed(1)} s`),
    ...lost.map(({ section, lost: missing }) => `${name}: lost ${missing} of ${section}`),
  ]
}
