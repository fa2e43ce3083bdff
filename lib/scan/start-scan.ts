import { createScan } from '#lib/data/scan-life.ts'
import type { ScanTrigger } from '#lib/data/scans.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { enqueue } from '#lib/jobs/jobs.ts'
import type { ScanSettings } from './request.ts'

/**
 * Asks for a scan of an account; a worker takes it up. Returns its number.
 * @throws Forbidden, or InvalidInput when the account is unknown or paused, or a scan of it waits or runs already
 */
export async function startScan(
  viewer: Viewer,
  account: string,
  trigger: ScanTrigger = 'manual',
  settings: ScanSettings = {},
): Promise<number> {
  const scanId = await createScan(viewer, { account, trigger, settings })
  await enqueue('scan', { scanId })
  return scanId
}
