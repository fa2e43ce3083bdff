import { isDeepStrictEqual } from 'node:util'
import { identify } from '#lib/collect/identify.ts'
import { readRoleArn } from '#lib/collect/session.ts'
import { addAccount, findAccount } from '#lib/data/accounts.ts'
import { type ClaimedScan, claimLeft, claimScan, createScan } from '#lib/data/scan-life.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import type { Role } from './assess.ts'
import { LEASE_SECONDS } from './keep-lease.ts'
import { type ScanSettings, settingsOf } from './request.ts'
import { type RunOptions, runScan } from './run-scan.ts'
import { ScanFailed } from './scan-failed.ts'

export interface StoredScanOptions {
  /** Absent: the account of the server's own credentials. */
  role?: Role
  /** Empty: those of the account's settings. */
  regions?: readonly string[]
  /** Only these, by name or ARN: what lies outside of them stays as it is. */
  scope?: { clusters?: readonly string[]; services?: readonly string[] }
}

/**
 * Scans an account in this process and stores the result, as a worker would. An account that is not here yet is added; a
 * scan of it that nobody runs, since its process died, is brought to its end first, and is this one if it asks for the same.
 * @throws CollectError, InvalidInput, ScanFailed
 */
export async function scanIntoDatabase(
  viewer: Viewer,
  { role, regions = [], scope = {}, ...looking }: StoredScanOptions & RunOptions,
): Promise<ScanReport> {
  const account = await ensureAccount(viewer, role)
  const settings = settingsOf({ regions, ...scope })
  const end = await runScan(await claimFor(viewer, { account, settings }, looking), looking)
  if (end.state === 'done') return end.report
  if (end.state === 'failed') throw new ScanFailed(end.sentence)
  throw new ScanFailed('The scan was stopped before it ended: earlier results are as they were.')
}

async function claimFor(
  viewer: Viewer,
  { account, settings }: { account: string; settings: ScanSettings },
  looking: RunOptions,
): Promise<ClaimedScan> {
  const left = await claimLeft(viewer, account, LEASE_SECONDS)
  if (left && isDeepStrictEqual(left.settings, settings)) return left
  if (left) await runScan(left, looking)
  const claim = await claimScan(await createScan(viewer, { account, trigger: 'cli', settings }), LEASE_SECONDS)
  if (claim) return claim
  throw new ScanFailed('Another worker took the scan up: see it in the dashboard.')
}

async function ensureAccount(viewer: Viewer, role: Role | undefined): Promise<string> {
  const { account, partition } = role ? readRoleArn(role.roleArn) : await identify()
  if (await findAccount(viewer, account)) return account
  const own = role ? ({ kind: 'role', ...role } as const) : ({ kind: 'server-credentials' } as const)
  await addAccount(viewer, { id: account, alias: account, partition, ...own })
  return account
}
