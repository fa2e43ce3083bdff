import type { Score } from '#lib/score/score.ts'
import type { Viewer } from '../viewer.ts'
import type { Scope } from './posture.ts'

export interface TrendPoint extends Score {
  /** YYYY-MM-DD, UTC. Each account counts with its last scan up to the end of that day. */
  day: string
  /** The check set differs from the point before: do not compare across. */
  checkSetChanged?: { from: number; to: number }
}

/** Score and coverage per day; days before the first scan are left out. */
export declare function readTrend(viewer: Viewer, scope?: Scope, days?: number): Promise<TrendPoint[]>
