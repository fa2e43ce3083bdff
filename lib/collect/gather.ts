import type { Gap } from '#lib/inventory/inventory.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'
import { isAbsence } from './absent.ts'
import { CollectError } from './collect-error.ts'
import type { CollectContext } from './collector.ts'
import { CallError, gapReasonOf } from './failure.ts'
import { type Listing, pages } from './pages.ts'
import { iamActionOf } from './services.ts'
import { compact, MalformedAnswer } from './shape.ts'
import { createShareEqual } from './share-equal.ts'

export type SectionLists = { [S in SectionName]?: Sections[S][] }

/** What one collector brought home: plain JSON. */
export interface Gathered {
  sections: SectionLists
  gaps: Gap[]
}

/** Which part of the inventory a failed call leaves unread. */
export interface Lost<Out extends SectionName> {
  section: Out | readonly Out[]
  /** Keys of the records that stay unread; absent when the whole section may be incomplete. */
  resource?: string | readonly string[]
  within?: string
  /** Error codes that say the resource is gone: then nothing is missing. */
  gone?: readonly string[]
}

/** Where a collector puts what it reads; what it cannot read becomes a gap. */
export interface Gather<Out extends SectionName> {
  /**
   * Shapes the items of an answer into records, undefined for none. One that lacks an essential field becomes a gap.
   * @returns the records as they are kept: what equals others in them is one value in memory
   */
  add<S extends Out, T>(
    section: S,
    action: string,
    items: readonly T[] | undefined,
    toRecord: (item: T) => Sections[S] | undefined,
  ): Sections[S][]
  /** The value read, or undefined when the call failed; the loss is recorded unless the resource is gone. */
  read<T>(lost: Lost<Out>, read: () => Promise<T>): Promise<T | undefined>
  /** Each page of a list up to the one that failed; the loss is recorded. */
  walk<A extends string, T>(lost: Lost<Out>, listing: Listing<A, T>, take: (page: readonly T[]) => void): Promise<void>
  /** All items of a list, or those up to the page that failed; the loss is recorded. A repeated text is given once. */
  list<A extends string, T>(lost: Lost<Out>, listing: Listing<A, T>): Promise<T[]>
  gap(lost: Lost<Out>, found: Pick<Gap, 'action' | 'reason' | 'errorCode'>): void
}

/** Told of every record as it is added. */
export type Notice = <S extends SectionName>(section: S, record: Sections[S]) => void

/** `region`: where the sections are stored; account-wide ones are read through some region but belong to none. */
export function createGather(
  region: string,
  context: CollectContext,
  notice: Notice = () => {},
): { gathered: Gathered; out: Gather<SectionName> } {
  const gathered: Gathered = { sections: {}, gaps: [] }
  const share = createShareEqual()

  function gap({ section, resource, within }: Lost<SectionName>, found: Pick<Gap, 'action' | 'reason' | 'errorCode'>) {
    for (const name of [section].flat())
      for (const key of [resource].flat())
        gathered.gaps.push(compact({ section: name, region, ...found, resource: key, within }))
  }

  function lose(lost: Lost<SectionName>, action: string, error: unknown): void {
    if (error instanceof CollectError) {
      gap(lost, { action, reason: 'expired', errorCode: 'CredentialsNotRenewed' })
      return
    }
    if (isAbsence(error, lost.gone ?? [])) return
    if (!(error instanceof CallError)) throw error
    gap(lost, { action: error.action, reason: gapReasonOf(error.failure), errorCode: error.failure.code })
  }

  const out: Gather<SectionName> = {
    gap,
    add(section, action, items, toRecord) {
      const records = listOf(gathered.sections, section)
      const first = records.length
      for (const item of items ?? []) {
        try {
          const read = toRecord(item)
          if (read === undefined) continue
          const record = compact(read, share)
          records.push(record)
          notice(section, record)
        } catch (error) {
          if (!(error instanceof MalformedAnswer)) throw error
          gap({ section }, { action: iamActionOf(action), reason: 'malformed', errorCode: error.code })
        }
      }
      return records.slice(first)
    },
    async read(lost, read) {
      try {
        return await read()
      } catch (error) {
        lose(lost, 'sts:AssumeRole', error)
        return undefined
      }
    },
    async walk(lost, listing, take) {
      try {
        for await (const page of pages(context, listing)) take(page)
      } catch (error) {
        lose(lost, 'sts:AssumeRole', error)
      }
    },
    async list<A extends string, T>(lost: Lost<SectionName>, listing: Listing<A, T>) {
      const found = new Set<T>()
      await out.walk(lost, listing, (page) => {
        for (const item of page) found.add(item)
      })
      return [...found]
    },
  }
  return { gathered, out }
}

/** The list of a section, begun when there is none yet. */
export function listOf<S extends SectionName>(lists: SectionLists, section: S): Sections[S][] {
  const known: Sections[S][] | undefined = lists[section]
  if (known) return known
  const begun: SectionLists[S] = []
  lists[section] = begun
  return begun
}
