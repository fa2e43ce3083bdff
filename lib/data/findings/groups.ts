import type { Severity } from '#lib/checks/result.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter } from './filter.ts'
import type { AccountName } from './row.ts'

export interface CheckGroup {
  check: string
  pillar: string
  /** The worst among its findings. */
  severity: Severity
  findings: number
  /** X of Y: failing of judged subjects in use. */
  failing: number
  judged: number
  /** ISO 8601: the oldest first seen. */
  oldest?: string
  accounts: number
}

export interface ResourceGroup {
  resource: string
  name: string
  type: string
  account: AccountName
  region: string
  severity: Severity
  findings: number
  oldest?: string
}

/** Findings grouped by check, the worst and most frequent first. */
export declare function groupFindingsByCheck(viewer: Viewer, filter: FindingFilter): Promise<CheckGroup[]>

/** Findings grouped by resource, the worst first; at most 200. */
export declare function groupFindingsByResource(viewer: Viewer, filter: FindingFilter): Promise<ResourceGroup[]>
