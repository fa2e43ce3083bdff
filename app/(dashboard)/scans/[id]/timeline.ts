import type { CollectorRow } from '#components/charts/collector-timeline.tsx'
import type { LaneContent } from '#components/charts/lane.tsx'
import { counted } from '#components/score/format.ts'
import { passedBetween } from '#components/time/format.ts'
import type { ScanDetail, ScanUnit } from '#lib/data/scans.ts'
import { GLOBAL } from '#lib/inventory/sections.ts'

/** With more regions than this a lane each would be too narrow to read: all of them share one. */
const mostLanes = 3

export interface Timeline {
  /** Headings of the lanes. */
  lanes: string[]
  /** Length of the axis. */
  seconds: number
  /** Seconds since the start, while the scan runs. */
  now?: number
  rows: CollectorRow[]
}

/** When each collector worked, as lanes of one axis, in the order in which they began. */
export function timelineOf({ units, startedAt, createdAt, finishedAt }: ScanDetail, now: Date): Timeline {
  const start = startedAt ?? createdAt
  const since = (at: string | Date) => Math.max(0, passedBetween(start, at) / 1000)
  const elapsed = finishedAt ? undefined : since(now)
  const lastEnd = Math.max(0, ...units.map((unit) => since(unit.finishedAt ?? unit.startedAt ?? start)))
  const regions = regionsOf(units)
  const shared = regions.length > mostLanes
  const rows = [...Map.groupBy(units, ({ collector }) => collector)].map(([collector, own]): CollectorRow => {
    const lane = (of: ScanUnit[]) => laneOf(of, since, elapsed ?? lastEnd)
    const isGlobal = own.every(({ region }) => region === GLOBAL)
    return {
      collector,
      state: stateOf(own),
      gaps: sum(own, ({ gaps }) => gaps),
      calls: sum(own, ({ calls }) => calls),
      note: [...new Set(own.flatMap(({ note }) => note ?? []))].join(', ') || undefined,
      lanes: isGlobal
        ? [lane(own), ...regions.slice(1, shared ? 1 : undefined).map(() => ({ text: 'account-wide' }))]
        : shared
          ? [lane(own)]
          : regions.map((region) => lane(own.filter((unit) => unit.region === region))),
    }
  })
  return {
    lanes: shared ? [`${regions.length} regions`] : regions,
    seconds: Math.max(1, elapsed === undefined ? lastEnd : elapsed * 1.2),
    ...(elapsed !== undefined && { now: elapsed }),
    rows,
  }
}

/** How many of the collectors that took the longest show at first. */
const slowest = 12

/** The collectors that run, failed or left gaps, and those that took the longest, in their order. */
export function foremost(rows: readonly CollectorRow[]): CollectorRow[] {
  const longestFirst = rows.toSorted((a, b) => secondsOf(b) - secondsOf(a))
  const kept = new Set(
    longestFirst.filter(
      ({ state, gaps }, place) => place < slowest || state === 'running' || state === 'failed' || gaps > 0,
    ),
  )
  return rows.filter((row) => kept.has(row))
}

function secondsOf({ lanes }: CollectorRow): number {
  return sum(lanes, (lane) => (lane && 'from' in lane ? lane.to - lane.from : 0))
}

/** Regions in which something is read, by name; what belongs to the account as a whole is none. */
export function regionsOf(units: readonly ScanUnit[]): string[] {
  return [...new Set(units.map(({ region }) => region).filter((region) => region !== GLOBAL))].toSorted()
}

/** How far each region is: for scans of more regions than the lanes can show. */
export function regionStates(units: readonly ScanUnit[]) {
  return regionsOf(units).map((region) => {
    const own = units.filter((unit) => unit.region === region)
    return {
      region,
      state: stateOf(own),
      done: own.filter(isOver).length,
      total: own.length,
      gaps: sum(own, ({ gaps }) => gaps),
      calls: sum(own, ({ calls }) => calls),
    }
  })
}

function laneOf(units: ScanUnit[], since: (at: string) => number, until: number): LaneContent | null {
  const begun = units.flatMap(({ startedAt }) => (startedAt === undefined ? [] : since(startedAt)))
  if (units.length === 0) return null
  if (begun.length === 0) return { text: 'waiting' }
  const running = units.some(({ state }) => state === 'running')
  const ends = units.flatMap(({ finishedAt }) => (finishedAt === undefined ? [] : since(finishedAt)))
  return {
    from: Math.min(...begun),
    to: running ? until : Math.max(...ends, ...begun),
    kind: units.some(({ gaps }) => gaps > 0) ? 'gap' : running ? 'run' : 'done',
  }
}

function stateOf(units: readonly ScanUnit[]): CollectorRow['state'] {
  if (units.some(({ state }) => state === 'failed')) return 'failed'
  if (units.every(isOver)) return 'done'
  return units.every(({ state }) => state === 'waiting') ? 'waiting' : 'running'
}

function isOver({ state }: ScanUnit): boolean {
  return state === 'done' || state === 'failed'
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/** "11 of 14 collectors done", counted once however many regions they read. */
export function collectorsDone(units: readonly ScanUnit[]): { done: number; total: number; text: string } {
  const groups = [...Map.groupBy(units, ({ collector }) => collector).values()]
  const done = groups.filter((own) => own.every(isOver)).length
  return { done, total: groups.length, text: `${done} of ${counted(groups.length, 'collector')} done` }
}
