import type { Grade } from '#lib/score/score.ts'
import type { ScanRow } from './scans.ts'
import type { Viewer } from './viewer.ts'

export interface AccountRow {
  /** 12 digits. */
  id: string
  alias: string
  partition: string
  kind: 'role' | 'server-credentials'
  roleArn?: string
  paused: boolean
  /** new: never verified. ready: the role answered. failing: the last attempt did not. */
  state: 'new' | 'ready' | 'failing'
  /** Empty: every enabled region. */
  regions: string[]
  /** ISO 8601. */
  createdAt: string
  verifiedAt?: string
  /** One sentence. */
  lastError?: string
  lastScan?: ScanRow
  score?: number
  grade?: Grade
  coverage?: number
  open: { critical: number; high: number; total: number }
}

export interface AccountDetail extends AccountRow {
  /** Made by the server; shown to those who manage accounts, for the role's trust policy. */
  externalId?: string
  /** Tags that hold for resources without them: environment, criticality, data-classification, compliance. */
  defaultTags: Record<string, string>
}

export interface NewAccount {
  id: string
  alias: string
  kind: 'role' | 'server-credentials'
  partition?: string
  roleArn?: string
  regions?: readonly string[]
  defaultTags?: Record<string, string>
}

export declare function listAccounts(viewer: Viewer): Promise<AccountRow[]>
export declare function findAccount(viewer: Viewer, id: string): Promise<AccountDetail | undefined>
/** Makes the external id. Throws Forbidden, or InvalidInput when the account is there already. */
export declare function addAccount(viewer: Viewer, account: NewAccount): Promise<AccountDetail>
export declare function updateAccount(
  viewer: Viewer,
  id: string,
  change: Partial<Pick<NewAccount, 'alias' | 'roleArn' | 'regions' | 'defaultTags'>>,
): Promise<AccountDetail>
export declare function setPaused(viewer: Viewer, id: string, paused: boolean): Promise<void>
/** What verifying found: nothing wrong, or one sentence. */
export declare function recordVerification(viewer: Viewer, id: string, error?: string): Promise<void>
/** Deletes the account and everything known about it; the audit log keeps that it was there. */
export declare function deleteAccount(viewer: Viewer, id: string): Promise<void>
