import { hash } from 'node:crypto'
import type { RevisionCache } from '#lib/collect/revision-cache.ts'
import {
  countRevisions,
  findRevisions,
  keepRevisions,
  type RevisionCount,
  type RevisionShelf,
  readRevisions,
} from '#lib/data/collecting/revisions.ts'
import { registeredFamilies } from '#lib/inventory/derived/registered.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { detectorVersion } from '#lib/inventory/redact/detector-version.ts'
import { answered } from './answered.ts'

/** Where the revisions of an account are kept, for the present detectors: another digest key makes other digests. */
export function revisionShelf(account: string, digestKey: string): RevisionShelf {
  return { account, detectors: `${detectorVersion}-${hash('sha256', `revisions ${digestKey}`).slice(0, 16)}` }
}

/**
 * What earlier scans have read of an account's task definitions, from the database. While it does not answer, a scan
 * waits: what is not known for want of it would else be asked of AWS or be missing.
 */
export function keptRevisions(shelf: RevisionShelf): RevisionCache {
  return {
    get: (arns) => answered(() => readRevisions(shelf, arns)),
    known: (arns) => answered(() => findRevisions(shelf, arns)),
    put: (definitions) => answered(() => keepRevisions(shelf, definitions)),
  }
}

/** Of the registered revisions that a scan has listed, how many have been read by any scan or sweep. */
export async function countKept(shelf: RevisionShelf, inventory: Inventory): Promise<RevisionCount> {
  const total = { registered: 0, read: 0 }
  for (const families of registeredFamilies(inventory)) {
    const { registered, read } = await countRevisions(shelf, families)
    total.registered += registered
    total.read += read
  }
  return total
}
