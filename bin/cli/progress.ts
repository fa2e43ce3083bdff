import { GLOBAL } from '#lib/inventory/sections.ts'
import type { ScanProgress } from '#lib/scan/assess.ts'

/** Tells how far a scan is: one line for each region that is done, and the whole at the end. */
export function createProgress(say: (text: string) => void): { note: ScanProgress; end(): void } {
  const planned = new Map<string, number>()
  const done = new Map<string, number>()
  const count = (counts: Map<string, number>, region: string) => {
    const next = (counts.get(region) ?? 0) + 1
    counts.set(region, next)
    return next
  }
  return {
    note({ region }, state) {
      if (state === 'started') return
      if (state === 'planned') {
        if (count(planned, region) === 1) say(`Reading ${place(region)} ...`)
        return
      }
      if (count(done, region) === planned.get(region)) say(`Read ${place(region)}.`)
    },
    end() {
      say('Judged.')
    },
  }
}

function place(region: string): string {
  return region === GLOBAL ? 'what belongs to no region' : region
}
