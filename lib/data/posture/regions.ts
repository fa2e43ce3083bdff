import type { Score } from '#lib/score/score.ts'
import type { AccountName } from '../findings/row.ts'
import type { Viewer } from '../viewer.ts'
import type { Scope } from './posture.ts'

export interface RegionRow {
  account: AccountName
  region: string
  score: Score
  services: number
  critical: number
  high: number
  open: number
}

/** Accounts and regions, the lowest score first, without a score last. */
export declare function readRegions(viewer: Viewer, scope?: Scope): Promise<RegionRow[]>
