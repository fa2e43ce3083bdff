import { randomOf } from '../random.ts'
import { type KillKind, type Moment, runMoment, type Scene } from './moment.ts'

export interface LaneSettings {
  kind: KillKind
  /** Moments that have to fall within a running scan. */
  moments: number
  seed: number
}

/** Disturbs scans at random moments, one after the other. Those that had ended already are no moments, and are told too. */
export async function runLane(scene: Scene, { kind, moments, seed }: LaneSettings): Promise<Moment[]> {
  const random = randomOf(seed)
  const done: Moment[] = []
  const hits = () => done.filter(({ step }) => step !== undefined).length
  while (hits() < moments && done.length < 3 * moments) done.push(await runMoment(scene, kind, random()))
  return done
}
