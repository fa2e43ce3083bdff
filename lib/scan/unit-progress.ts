import { type ClaimedScan, saveProgress } from '#lib/data/scan-life.ts'
import type { ScanStep, ScanUnit } from '#lib/data/scans.ts'
import type { ScanProgress } from './assess.ts'

const FLUSH_MS = 500

const states = { planned: 'waiting', started: 'running', done: 'done', incomplete: 'done' } as const

export interface UnitProgress {
  note: ScanProgress
  /** Enters the next step; what was noted before it is written. */
  step(step: ScanStep): Promise<void>
  end(): Promise<void>
}

/** Shows the live page how far a scan is, twice a second at most, however many units report. */
export function createUnitProgress({ scan, attempt }: ClaimedScan): UnitProgress {
  const changed = new Map<string, ScanUnit>()
  const known = new Map<string, ScanUnit>()
  let current: ScanStep = 'assume-role'
  let writing: Promise<void> = Promise.resolve()

  async function save(units: ReadonlyMap<string, ScanUnit>): Promise<void> {
    try {
      await saveProgress(scan, attempt, { step: current, units: [...units.values()] })
    } catch (error) {
      // They are written with the next; those that have gone on since are newer.
      for (const [key, unit] of units) if (!changed.has(key)) changed.set(key, unit)
      throw error
    }
  }
  const flush = () => {
    const units = new Map(changed)
    changed.clear()
    if (units.size > 0) writing = writing.catch(() => {}).then(() => save(units))
    return writing
  }
  // Progress is for people who look on: a write that fails must not end the scan.
  const timer = setInterval(() => void flush().catch(() => {}), FLUSH_MS)

  return {
    note({ region, collector }, state, found) {
      if (state === 'planned') current = 'collect'
      const key = `${region}|${collector}`
      const before = known.get(key)
      const failedActions = [...new Set(found?.gaps.map(({ action, reason }) => `${action} ${reason}`))]
      const now = new Date().toISOString()
      const unit: ScanUnit = {
        region,
        collector,
        state: states[state],
        calls: found?.calls ?? 0,
        gaps: failedActions.length,
        note: failedActions.join(', ') || undefined,
        startedAt: state === 'started' ? now : before?.startedAt,
        finishedAt: state === 'done' || state === 'incomplete' ? now : undefined,
      }
      known.set(key, unit)
      changed.set(key, unit)
    },
    async step(step) {
      current = step
      await flush()
      await saveProgress(scan, attempt, { step })
    },
    async end() {
      clearInterval(timer)
      await flush().catch(() => {})
    },
  }
}
