import { hash } from 'node:crypto'
import type { RevisionCache } from '#lib/collect/revision-cache.ts'
import { keepRevisions, type RevisionShelf, readRevisions } from '#lib/data/collecting/revisions.ts'
import { detectorVersion } from '#lib/inventory/redact/detector-version.ts'

/** Where the revisions of an account are kept, for the present detectors: another digest key makes other digests. */
export function revisionShelf(account: string, digestKey: string): RevisionShelf {
  return { account, detectors: `${detectorVersion}-${hash('sha256', `revisions ${digestKey}`).slice(0, 16)}` }
}

/** What earlier scans have read of an account's task definitions, from the database. */
export function keptRevisions(shelf: RevisionShelf): RevisionCache {
  return {
    get: (arns) => readRevisions(shelf, arns),
    put: (definitions) => keepRevisions(shelf, definitions),
  }
}
