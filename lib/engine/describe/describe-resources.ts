import { daemonReads } from '#lib/inventory/derived/daemons.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { type Look, openInventory } from '#lib/inventory/look.ts'
import { GLOBAL, type SectionName } from '#lib/inventory/sections.ts'
import type { Outcome } from '../outcome.ts'
import { type ObservedResources, type Resource, resourceKey } from '../resources.ts'
import type { Described, ResourceKind } from './described.ts'
import { resourceKinds } from './kinds.ts'

const ownerTags = ['owner', 'team', 'service-owner', 'squad', 'contact']

/** The estate as pages show it: clusters, services, families, and whatever these or an outcome refer to. */
export function describeResources(inventory: Inventory, outcomes: readonly Outcome[]): ObservedResources {
  const open = openInventory(inventory)
  const places = resourceKinds.flatMap((kind) =>
    (kind.global ? [GLOBAL] : inventory.regions).map((region) => ({ kind, look: open(region) })),
  )
  const found = places.map(({ kind, look }) => ({ kind, resources: kind.find(look).map(finish(kind, look)) }))
  const referenced = new Set([
    ...outcomes.map(({ subject }) => resourceKey(subject)),
    ...found.flatMap(({ resources }) => resources.flatMap(({ relations }) => relations.map(({ to }) => to))),
  ])
  return {
    resources: found.flatMap(({ kind, resources }) =>
      resources.filter(({ key }) => !kind.onlyReferenced || referenced.has(key)),
    ),
    complete: new Set(places.filter(isWhole).map(({ kind, look }) => `${kind.type}|${look.region}`)),
  }
}

/** What refers to the others: a gap here hides that they are in use. */
const referring = ['clusters', 'services', 'tasks', 'taskDefinitions', 'families', ...daemonReads] as const

function isWhole({ kind, look }: { kind: ResourceKind; look: Look<SectionName> }): boolean {
  const sections = kind.onlyReferenced ? [...kind.sections, ...referring] : kind.sections
  return sections.every((section) => look.gaps(section).length === 0)
}

function finish({ type }: ResourceKind, look: Look<SectionName>) {
  const known = look.once(tagsByArn)
  return (described: Described): Resource => {
    const tags = described.tags ?? known.get(described.arn ?? '') ?? {}
    return { type, region: look.region, exposed: false, relations: [], ...described, tags, owner: ownerOf(tags) }
  }
}

/** Tags of resources whose own API does not give them. */
function tagsByArn(look: Look<'resourceTags'>): ReadonlyMap<string, Record<string, string>> {
  return new Map(
    look
      .seen('resourceTags')
      .map(({ ResourceARN, Tags }) => [ResourceARN, Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value]))]),
  )
}

function ownerOf(tags: Readonly<Record<string, string>>): string | undefined {
  const named = Object.entries(tags).map(([name, value]): [string, string] => [name.toLowerCase(), value])
  const found = ownerTags.flatMap((tag) => named.filter(([name, value]) => name === tag && value.trim() !== ''))
  return found[0]?.[1]
}
