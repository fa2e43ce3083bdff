import { parseArn } from '#lib/inventory/derived/arn.ts'
import { isDaemonDefinition } from '#lib/inventory/derived/daemons.ts'
import { usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { openInventory } from '#lib/inventory/look.ts'

/** The task definition families of a region, with the revisions that something uses. */
export interface Registrations {
  region: string
  families: readonly {
    family: string
    /** ACTIVE revisions, ascending. */
    active: readonly number[]
    /** Revisions in use, ascending; those that were deregistered while they run are among them. */
    used: readonly number[]
  }[]
}

/** What says which revisions there are, and by whom they are used: with a gap in one of them nobody can call a revision unused. */
const needed = ['families', 'clusters', 'services', 'tasks', 'taskSchedules'] as const

/** Families and their use in each region where everything that could use a revision was read. */
export function registrationsOf(inventory: Inventory): Registrations[] {
  const open = openInventory(inventory)
  return inventory.regions.flatMap((region) => {
    const look = open(region)
    if (needed.some((section) => look.gaps(section).length > 0)) return []
    const used = Map.groupBy(
      [...look.once(usesByRevision).keys()].filter((arn) => !isDaemonDefinition(arn)).map(splitRevision),
      ({ family }) => family,
    )
    const families = look.seen('families').map(({ family, activeRevisions }) => ({
      family,
      active: ascending(activeRevisions),
      used: ascending((used.get(family) ?? []).map(({ revision }) => revision)),
    }))
    return [{ region, families }]
  })
}

function splitRevision(arn: string): { family: string; revision: number } {
  const [family = '', revision] = parseArn(arn)?.resource.replace('task-definition/', '').split(':') ?? []
  return { family, revision: Number(revision) }
}

function ascending(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b)
}
