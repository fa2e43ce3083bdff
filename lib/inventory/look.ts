import type { History } from './history.ts'
import type { Gap, Inventory } from './inventory.ts'
import type { Policy } from './policy.ts'
import { GLOBAL, type SectionName, type Sections, sectionRegion, sections } from './sections.ts'

/** Thrown by a look-up that meets a gap. Checks never catch it: the engine alone turns it into `unknown`. */
export class MissingEvidence extends Error {
  readonly gaps: readonly Gap[]
  constructor(gaps: readonly Gap[]) {
    super(`could not read ${[...new Set(gaps.map((gap) => gap.action))].join(', ')}`)
    this.name = 'MissingEvidence'
    this.gaps = gaps
  }
}

/**
 * For severity cases only: a case whose condition cannot be known is skipped, while the failure itself stands. Undefined
 * when the condition meets a gap.
 */
export function ifKnown<T>(condition: () => T): T | undefined {
  try {
    return condition()
  } catch (error) {
    if (error instanceof MissingEvidence) return undefined
    throw error
  }
}

/** What a check sees of an inventory: the sections it declared, in the region of its subject (all regions for `global`). */
export interface Look<S extends SectionName> {
  readonly account: string
  readonly partition: string
  readonly region: string
  /** ISO 8601 time of the scan; the only clock there is. */
  readonly now: string
  readonly policy: Policy
  readonly history: History
  readonly accountTags: Readonly<Record<string, string>>
  /** The record with that key, or undefined if it provably does not exist. Throws MissingEvidence when it may exist unread. */
  readonly get: <K extends S>(section: K, key: string) => Sections[K] | undefined
  /** All records, or those of one parent (`within`: a cluster's ARN). Throws MissingEvidence when the list may be incomplete. */
  readonly all: <K extends S>(section: K, within?: string) => readonly Sections[K][]
  /** What was read, complete or not. For finding subjects and proving failures; never to conclude that something is absent. */
  readonly seen: <K extends S>(section: K) => readonly Sections[K][]
  readonly gaps: (section: S) => readonly Gap[]
  /** Result of a derived view, computed once per inventory and region; its MissingEvidence is remembered as well. */
  once<T>(view: (look: Look<S>) => T): T
  /** The same inventory seen from another region, for subjects that belong to the whole account. */
  in(region: string): Look<S>
  readonly regions: readonly string[]
}

interface RegionIndex {
  records: readonly unknown[]
  byKey: Map<string, unknown>
  gaps: readonly Gap[]
}

type Memo = Map<unknown, { value: unknown } | { error: MissingEvidence }>

/**
 * Opens a frozen inventory for look-ups. One per evaluation: indices and derived views are shared by all checks.
 * `within` filters records by their `clusterArn`.
 */
export function openInventory(inventory: Inventory): (region: string) => Look<SectionName> {
  const indices = new Map<string, RegionIndex>()
  const parents = new Map<RegionIndex, Map<string | undefined, readonly unknown[]>>()
  const looks = new Map<string, Look<SectionName>>()

  function index(section: SectionName, region: string): RegionIndex {
    const id = `${section}|${region}`
    const known = indices.get(id)
    if (known) return known
    const at = sectionRegion(section, region)
    const regions = at === GLOBAL && !sections[section].global ? inventory.regions : [at]
    const bySection = inventory.sections[section] as Record<string, readonly Sections[SectionName][]> | undefined
    const records = regions.flatMap((name) => bySection?.[name] ?? [])
    const key = sections[section].key as (record: unknown) => string
    const gaps = inventory.gaps.filter((gap) => gap.section === section && regions.includes(gap.region))
    const made = { records, byKey: new Map(records.map((record) => [key(record), record])), gaps }
    indices.set(id, made)
    return made
  }

  function byParent(section: SectionName, region: string): Map<string | undefined, readonly unknown[]> {
    const of = index(section, region)
    const known = parents.get(of)
    if (known) return known
    const made = Map.groupBy(of.records, clusterOf)
    parents.set(of, made)
    return made
  }

  function open(region: string): Look<SectionName> {
    const known = looks.get(region)
    if (known) return known
    const memo: Memo = new Map()
    const opened = new Map<SectionName, RegionIndex>()
    const here = (section: SectionName): RegionIndex => {
      const of = opened.get(section) ?? index(section, region)
      opened.set(section, of)
      return of
    }
    const look: Look<SectionName> = {
      account: inventory.account,
      partition: inventory.partition,
      region,
      regions: inventory.regions,
      now: inventory.takenAt,
      policy: inventory.policy,
      history: inventory.history,
      accountTags: inventory.accountTags,
      get(section, key) {
        const { byKey, gaps } = here(section)
        const record = byKey.get(key)
        if (record) return record as Sections[typeof section]
        const hiding = gaps.filter((gap) => gap.resource === undefined || gap.resource === key)
        if (hiding.length > 0) throw new MissingEvidence(hiding)
        return undefined
      },
      all(section, within) {
        const { records, gaps } = here(section)
        const hiding = within === undefined ? gaps : gaps.filter((gap) => (gap.within ?? within) === within)
        if (hiding.length > 0) throw new MissingEvidence(hiding)
        const found = within === undefined ? records : (byParent(section, region).get(within) ?? [])
        return found as readonly Sections[typeof section][]
      },
      seen: (section) => here(section).records as readonly Sections[typeof section][],
      gaps: (section) => here(section).gaps,
      once(view) {
        const done = memo.get(view)
        if (done && 'error' in done) throw done.error
        if (done) return done.value as ReturnType<typeof view>
        try {
          const value = view(look)
          memo.set(view, { value })
          return value
        } catch (error) {
          if (error instanceof MissingEvidence) memo.set(view, { error })
          throw error
        }
      },
      in: open,
    }
    looks.set(region, look)
    return look
  }
  return open
}

function clusterOf(record: unknown): string | undefined {
  return typeof record === 'object' && record !== null && 'clusterArn' in record ? String(record.clusterArn) : undefined
}
