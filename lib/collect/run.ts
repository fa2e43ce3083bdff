import type { Gap, Inventory } from '#lib/inventory/inventory.ts'
import { openInventory } from '#lib/inventory/look.ts'
import { type SectionName, type Sections, sections } from '#lib/inventory/sections.ts'
import { UnlistedAction } from './actions.ts'
import { type Checkpoints, type Unit, type UnitResult, unitKey } from './checkpoints.ts'
import type { CollectContext, Collector, Following } from './collector.ts'
import { createFollowed, type Followed } from './followed.ts'
import { createGather, type Gathered, listOf, type SectionLists } from './gather.ts'

/** Every unit is `planned` before the first is `started`. */
export type UnitState = 'planned' | 'started' | 'done' | 'incomplete'
export type Progress = (unit: Unit, state: UnitState, found?: Pick<UnitResult, 'calls' | 'gaps'>) => void

/** What an inventory states before any section is read. */
export type InventoryHead = Omit<Inventory, 'sections' | 'gaps'>

export interface RunOptions {
  context: CollectContext
  /** Where the sections are stored: the context's region, or `global`. */
  region: string
  head: InventoryHead
  checkpoints?: Pick<Checkpoints, 'save'> & {
    /** What need not be asked again, by `unitKey`. */
    known: ReadonlyMap<string, UnitResult>
  }
  signal?: AbortSignal
  onProgress?: Progress
}

/**
 * Runs collectors in one region, each as soon as the sections it needs are there. A collector that fails leaves gaps in
 * everything it fills; only a cancelled scan or an action the product may not send ends the run.
 */
export async function runCollectors(collectors: readonly Collector[], options: RunOptions): Promise<Gathered> {
  const fillers = new Map<SectionName, Promise<Gathered>>()
  const takenUp = new Set<SectionName>()
  const followed = createFollowed(new Set(collectors.flatMap(({ follows = [] }) => follows)))
  for (const collector of collectors) {
    const fillersOf = (names: readonly SectionName[]) =>
      names.map((section) => {
        const filler = fillers.get(section)
        if (!filler) throw new TypeError(`${collector.name} needs ${section}, which no collector before it fills`)
        return filler
      })
    const [needed, rest] = [fillersOf(collector.needs), fillersOf(collector.follows ?? [])]
    // A result stands on what it was made from: if that is asked again, so is the result.
    const stands = [...collector.needs, ...(collector.follows ?? [])].every((section) => takenUp.has(section))
    const before =
      stands && options.checkpoints?.known.get(unitKey({ region: options.region, collector: collector.name }))
    if (before) for (const section of collector.fills) takenUp.add(section)
    const done = before
      ? takeUp(collector, before, followed, options)
      : Promise.all(needed).then((given) =>
          runUnit(collector, { given, rest: () => Promise.all(rest), followed }, options),
        )
    const end = () => followed.end(collector.fills)
    done.then(end, end)
    for (const section of collector.fills) fillers.set(section, done)
  }
  return join(await Promise.all(fillers.values()))
}

/** The result of an earlier attempt, told as if it had just come. */
async function takeUp(
  { name }: Collector,
  result: UnitResult,
  followed: Followed,
  { region, onProgress }: RunOptions,
): Promise<Gathered> {
  function tell<S extends SectionName>(section: S): void {
    for (const record of listOf(result.sections, section)) followed.add(section, record)
  }
  for (const section of namesIn(result.sections)) tell(section)
  onProgress?.({ region, collector: name }, endOf(result), result)
  return result
}

interface Inputs {
  /** What the collector needs. */
  given: readonly Gathered[]
  /** What it follows, once it is complete. */
  rest(): Promise<readonly Gathered[]>
  followed: Followed
}

async function runUnit(collector: Collector, inputs: Inputs, options: RunOptions): Promise<Gathered> {
  const { context, region, signal, onProgress } = options
  const { needs, follows = [] } = collector
  const unit = { region, collector: collector.name }
  signal?.throwIfAborted()
  onProgress?.(unit, 'started')
  let calls = 0
  const counted: CollectContext = {
    ...context,
    call(action, input, where) {
      calls += 1
      return context.call(action, input, where)
    },
  }
  const { gathered, out } = createGather(region, counted, inputs.followed.add)
  const everything = async () => join([...inputs.given, ...(await inputs.rest())])
  const following: Following<SectionName, SectionName> = {
    arriving: inputs.followed.arriving,
    whole: async () => lookAt([...needs, ...follows], await everything(), options),
  }
  try {
    await collector.collect(counted, lookAt(needs, join(inputs.given), options), out, following)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof UnlistedAction) throw error
    gathered.gaps.push(...gapsOfFailure(collector, region, error))
  }
  const inherits = collector.inherits ?? [...needs, ...follows]
  const decisive = follows.some((section) => inherits.includes(section)) ? await everything() : join(inputs.given)
  const inherited = inheritedGaps(collector, inherits, decisive.gaps)
  const result: UnitResult = { sections: {}, gaps: distinct([...gathered.gaps, ...inherited]), calls }
  for (const section of collector.fills) fillUnique(result.sections, section, gathered.sections)
  options.checkpoints?.save(unit, result)
  onProgress?.(unit, endOf(result), result)
  return result
}

function endOf({ gaps }: Gathered): UnitState {
  return gaps.length > 0 ? 'incomplete' : 'done'
}

/** What a collector may see: the sections that it named. */
function lookAt(names: readonly SectionName[], { sections: read, gaps }: Gathered, { head, region }: RunOptions) {
  const named = Object.entries(read).filter(([section]) => names.some((name) => name === section))
  const part = { region, sections: Object.fromEntries(named), gaps: gaps.filter((gap) => names.includes(gap.section)) }
  return openInventory(toInventory({ ...head, regions: [region] }, [part]))(region)
}

type RegionLists = { [S in SectionName]?: Record<string, Sections[S][]> }

/** The inventory of everything gathered. */
export function toInventory(head: InventoryHead, parts: readonly (Gathered & { region: string })[]): Inventory {
  const stored: RegionLists = {}
  function place<S extends SectionName>(section: S, region: string, lists: SectionLists) {
    const regions: RegionLists[S] = { ...stored[section], [region]: listOf(lists, section) }
    stored[section] = regions
  }
  for (const part of parts) for (const section of namesIn(part.sections)) place(section, part.region, part.sections)
  return { ...head, sections: stored, gaps: parts.flatMap((part) => part.gaps) }
}

function join(parts: readonly Gathered[]): Gathered {
  const distinctParts = [...new Set(parts)]
  return {
    sections: Object.assign({}, ...distinctParts.map((part) => part.sections)),
    gaps: distinctParts.flatMap((part) => part.gaps),
  }
}

/**
 * One record per key, the last read: pages may repeat items while the estate changes under them. In order of the keys,
 * so that two scans of the same estate are the same to the letter.
 */
function fillUnique<S extends SectionName>(target: SectionLists, section: S, read: SectionLists): void {
  const { key } = sections[section]
  const records = new Map(listOf(read, section).map((record) => [key(record), record]))
  const ordered = [...records].sort(([a], [b]) => (a < b ? -1 : 1))
  listOf(target, section).push(...ordered.map(([, record]) => record))
}

/** What could not be asked for because the sections that would have named it are incomplete. */
function inheritedGaps({ fills }: Collector, inherits: readonly SectionName[], gaps: readonly Gap[]): Gap[] {
  return gaps
    .filter((gap) => inherits.includes(gap.section))
    .flatMap(({ resource, within, ...gap }) => {
      const cluster = gap.section === 'clusters' ? resource : within
      return fills.map((section) => ({ ...gap, section, ...(cluster && { within: cluster }) }))
    })
}

function gapsOfFailure(collector: Collector, region: string, error: unknown): Gap[] {
  const errorCode = error instanceof Error ? error.name : 'UnknownError'
  return collector.fills.map((section) => ({
    section,
    region,
    action: sections[section].actions[0] ?? collector.name,
    reason: 'failed',
    errorCode,
  }))
}

function distinct(gaps: readonly Gap[]): Gap[] {
  const byText = new Map(gaps.map((gap) => [JSON.stringify(Object.entries(gap).sort()), gap]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap)
}

function namesIn(lists: SectionLists): SectionName[] {
  return Object.keys(sections).filter((name): name is SectionName => Object.hasOwn(lists, name))
}
