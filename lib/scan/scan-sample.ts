import { setTimeout as sleep } from 'node:timers/promises'
import { addAccount, findAccount } from '#lib/data/accounts.ts'
import { findScan, listActiveScans } from '#lib/data/scans.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { ScanFailed } from './scan-failed.ts'
import { startScan } from './start-scan.ts'

export interface SampleAccount {
  id: string
  alias: string
  roleArn: string
  externalId: string
}

const demo: Viewer = { userId: 'demo', role: 'admin', accounts: 'all' }
const LOOK_MS = 100

/**
 * Adds the sample accounts and has a worker scan those that were never scanned; returns when all are stored.
 * @throws ScanFailed with what went wrong
 */
export async function scanSample(accounts: readonly SampleAccount[]): Promise<void> {
  await Promise.all(accounts.map(scanOnceEver))
}

async function scanOnceEver({ id, alias, roleArn, externalId }: SampleAccount): Promise<void> {
  const known = await findAccount(demo, id)
  if (known?.lastScan) return
  if (!known) await addAccount(demo, { id, alias, kind: 'role', roleArn, externalId })
  const active = await listActiveScans(demo)
  const scan = active.find(({ account }) => account.id === id)?.id ?? (await startScan(demo, id, 'demo'))
  await ended(scan)
}

async function ended(id: number): Promise<void> {
  for (;;) {
    const scan = await findScan(demo, id)
    if (scan?.state === 'done') return
    if (scan?.state === 'failed' || scan?.state === 'cancelled') {
      throw new ScanFailed(scan.error ?? 'The scan of the sample estate was cancelled: start the demo again.')
    }
    await sleep(LOOK_MS)
  }
}
