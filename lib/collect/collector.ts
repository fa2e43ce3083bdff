import pLimit from 'p-limit'
import type { Look } from '#lib/inventory/look.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'
import type { Gather } from './gather.ts'
import type { RevisionCache } from './revision-cache.ts'
import type { InputOf, OutputOf } from './services.ts'

/** What the scan was limited to; names or ARNs. Empty: everything. */
export interface Scope {
  clusters: readonly string[]
  services: readonly string[]
}

export interface CollectContext {
  account: string
  partition: string
  region: string
  scope: Scope
  /** Keys the digests that stand in for redacted values. */
  digestKey: string
  /** Revisions that earlier scans have read. */
  knownRevisions: RevisionCache
  /** In the unit's own region unless another is named. @throws CallError */
  call<A extends string>(action: A, input: InputOf<A>, region?: string): Promise<OutputOf<A>>
  /** Resolves after `ms` milliseconds; rejects when the scan is cancelled. */
  wait(ms: number): Promise<void>
  /** Fetches an address that AWS handed out, at most `maxBytes`; no credentials are sent. @throws CallError as `action` */
  download(action: string, address: string, maxBytes: number): Promise<Uint8Array>
}

/**
 * Reads some sections of one region (or of the account). It is given the sections it needs, and is the only one to fill
 * its own, so its result can be stored and taken up again by itself.
 */
export interface Collector<
  Out extends SectionName = SectionName,
  In extends SectionName = SectionName,
  Follow extends SectionName = SectionName,
> {
  name: string
  fills: readonly Out[]
  needs: readonly In[]
  /** Sections it does not wait for but takes up record by record, so that calls of different buckets are sent side by side. */
  follows?: readonly Follow[]
  /** Sections that decide what is asked for: a gap in them is one in everything filled here. Absent: all needed and followed. */
  inherits?: readonly (In | Follow)[]
  collect(context: CollectContext, look: Look<In>, out: Gather<Out>, following: Following<In, Follow>): Promise<void>
}

/** Sections that are still being filled. */
export interface Following<In extends SectionName, Follow extends SectionName> {
  /** Each record once, as it comes; what is known of it may still become more. Ends when the section is complete. */
  arriving<S extends Follow>(section: S): AsyncIterable<Sections[S]>
  /** A look at all sections needed and followed, once all are complete. */
  whole(): Promise<Look<In | Follow>>
}

/** Checks a collector's types; the list of all of them needs no more than that they are collectors. */
export function defineCollector<
  const Out extends SectionName,
  const In extends SectionName = never,
  const Follow extends SectionName = never,
>(collector: Collector<Out, In, Follow>): Collector {
  return collector
}

/** The same, asking in another region. */
export function inRegion({ call }: CollectContext, region: string): Pick<CollectContext, 'call' | 'region'> {
  return { region, call: (action, input) => call(action, input, region) }
}

/** Nothing of this section exists, and nothing was left unread. @param where only such records matter */
export function provablyEmpty<S extends SectionName>(
  look: Look<S>,
  section: S,
  where: (record: Sections[S]) => boolean = () => true,
): boolean {
  return !look.seen(section).some(where) && look.gaps(section).length === 0
}

const sideBySide = 64

/** Runs one call per item, many at a time; the pace decides when each leaves. Items may still be arriving. */
export async function forEachOf<T>(
  items: Iterable<T> | AsyncIterable<T>,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(sideBySide)
  const failures: unknown[] = []
  const running: Promise<void>[] = []
  for await (const item of items) {
    if (failures.length > 0) break
    running.push(limit(run, item).catch((error: unknown) => void failures.push(error)))
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
}
