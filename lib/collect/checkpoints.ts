import type { Gathered } from './gather.ts'

/** One collector in one region (or `global`): what is begun, finished and stored by itself. */
export interface Unit {
  region: string
  collector: string
}

/** What a finished unit came to: plain JSON. `calls` are those it asked for; retries are in the ledger. */
export interface UnitResult extends Gathered {
  calls: number
}

/** What an earlier attempt of the same scan has finished, and where the units of this one are kept. */
export interface Checkpoints {
  /** By `unitKey`. */
  load(): Promise<ReadonlyMap<string, UnitResult>>
  /** Returns at once: collecting does not wait until it is written. Units are saved in the order they end. */
  save(unit: Unit, result: UnitResult): void
}

/** Knows nothing and keeps nothing. */
export const noCheckpoints: Checkpoints = { load: async () => new Map(), save: () => {} }

export function unitKey({ region, collector }: Unit): string {
  return `${region}|${collector}`
}
