import { type KillKind, type Moment, runMoment, type Scene } from './moment.ts'

export interface LaneSettings {
  kind: KillKind
  /** Moments that have to fall within a running scan. */
  moments: number
  seed: number
}

/** Disturbs scans at random moments, one after the other. Those that had ended already are no moments, and are told too. */
export async function runLane(scene: Scene, { kind, moments, seed }: LaneSettings): Promise<Moment[]> {
  const random = mulberry32(seed)
  const done: Moment[] = []
  const hits = () => done.filter(({ step }) => step !== undefined).length
  while (hits() < moments && done.length < 3 * moments) done.push(await runMoment(scene, kind, random()))
  return done
}

/** A small generator of numbers from 0 to 1 that a seed repeats. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
