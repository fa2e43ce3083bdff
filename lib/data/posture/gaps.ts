import type { GapReason } from '#lib/inventory/inventory.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Scope } from './scope.ts'

/** What a scan could not read, one row per action, place and reason. */
export interface GapRow {
  account: AccountName
  region: string
  action: string
  reason: GapReason
  errorCode?: string
  scan: number
  /** Keys of the records that could not be read; empty when a whole list is incomplete. */
  resources: string[]
  /** Outcomes that are unknown because of it, and the checks they belong to. */
  unknown: number
  checks: string[]
}

/** Gaps of the latest finished scan of every account, those that hide the most first. */
export function readOpenGaps(viewer: Viewer, scope: Scope = {}): Promise<GapRow[]> {
  return readGaps(viewer, scope, () => 'g.scan = a.last_scan')
}

/** Gaps of one scan. */
export function readScanGaps(viewer: Viewer, scan: number): Promise<GapRow[]> {
  return readGaps(viewer, {}, (sql) => `g.scan = ${sql.bind(scan)}`)
}

async function readGaps(viewer: Viewer, scope: Scope, which: (sql: Binder) => string): Promise<GapRow[]> {
  const sql = binder()
  const where = all([which(sql), oneOf(sql, 'g.account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query(
    `select g.account, a.alias, g.region, g.action, g.reason, g.error_code, g.scan, g.resources, g.unknown, g.checks
     from gap g join aws_account a on a.id = g.account where ${where}
     order by g.unknown desc, g.action, a.alias, g.region`,
    sql.values,
  )
  return rows.map(({ account, alias, error_code, ...gap }) => ({
    account: { id: account, alias },
    ...gap,
    ...(error_code && { errorCode: error_code }),
  }))
}
