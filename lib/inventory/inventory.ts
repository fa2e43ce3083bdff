import type { History } from './history.ts'
import type { Policy } from './policy.ts'
import type { SectionName, Sections } from './sections.ts'

export type GapReason = 'denied' | 'throttled' | 'expired' | 'failed' | 'region-disabled' | 'malformed'

/** Something a scan tried to read and could not. A gap is never silently an empty list. */
export interface Gap {
  section: SectionName
  /** `global` for account-wide sections. */
  region: string
  /** The action that failed, as IAM names it: `ecs:DescribeServices`. */
  action: string
  reason: GapReason
  /** The record (its section key) that could not be read; absent when the section as a whole is incomplete. */
  resource?: string
  /** The parent (a cluster's ARN) whose list is incomplete; absent when every parent may be affected. */
  within?: string
  /** The error code of AWS or the transport, for example `AccessDeniedException`. */
  errorCode?: string
}

export type SectionRecords = { readonly [S in SectionName]?: { readonly [region: string]: readonly Sections[S][] } }

/** The frozen facts of one account at one moment. Plain JSON: it can be stored, compared and replayed. */
export interface Inventory {
  account: string
  partition: string
  regions: readonly string[]
  /** ISO 8601; the only clock a check may read. */
  takenAt: string
  sections: SectionRecords
  gaps: readonly Gap[]
  policy: Policy
  /** Tags that hold for every resource of the account that carries none of that name (environment, criticality ...). */
  accountTags: Readonly<Record<string, string>>
  history: History
}

/** Freezes an inventory deeply, so that no check can change what the next one sees. */
export function freeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
  return value
}
