import { readRateShare } from '#lib/data/settings.ts'
import type { AssessOptions } from './assess.ts'
import { keptRevisions, revisionShelf } from './kept-revisions.ts'
import { sharedPace } from './shared-pace.ts'

/** What scans on one database share: AWS's request rates, and what has been read of task definitions. */
export async function sharedMeans(
  account: string,
  digestKey: string,
): Promise<Required<Pick<AssessOptions, 'pace' | 'knownRevisions'>>> {
  return {
    pace: sharedPace((await readRateShare()) / 100),
    knownRevisions: keptRevisions(revisionShelf(account, digestKey)),
  }
}
