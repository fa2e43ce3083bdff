import { pool } from '#lib/data/client.ts'
import { claimScan, createScan } from '#lib/data/scan-life.ts'
import { type StoredScan, storeScan } from '#lib/data/store/store-scan.ts'
import { production as account } from '#lib/data/testing/scans.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { facts } from './outcomes.ts'

const operator: Viewer = { userId: 'bench', role: 'admin', accounts: 'all' }
const checkSet = { count: facts.length, hash: 'bench' }

export async function insertAccount(): Promise<void> {
  await pool().query(`insert into aws_account (id, alias, kind) values ($1, 'bench', 'server-credentials')`, [account])
}

/** Stores a whole scan of the account. @returns what was written, and the seconds from the outcomes to the commit */
export async function storeTimed(outcomes: readonly Outcome[], at: Date): Promise<StoredScan & { seconds: number }> {
  const scan = await createScan(operator, { account, trigger: 'schedule' })
  const claimed = await claimScan(scan, 600)
  if (!claimed) throw new Error('the scan could not be claimed')
  const complete = new Set(outcomes.map(({ check, region }) => `${check}|${region}`))
  const startedAt = performance.now()
  const stored = await storeScan({
    scan,
    attempt: claimed.attempt,
    at: at.toISOString(),
    regions: ['eu-west-1'],
    evaluation: { outcomes, complete },
    checks: facts,
    checkSet,
    gaps: [],
    ledger: [],
    calls: {},
    resources: { resources: [], complete: new Set() },
  })
  return { ...stored, seconds: (performance.now() - startedAt) / 1000 }
}

export async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await pool().query<{ value: string }>(`select (${sql}) as value`, [...values])
  return Number(rows[0]?.value)
}
