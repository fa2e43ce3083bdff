import type { Inventory } from '../inventory.ts'
import type { TaskDefinitionFamily } from '../types/task-definition.ts'

/** Families of one region, of which every ACTIVE revision is known by its number. */
export interface RegisteredFamilies {
  region: string
  /** What the ARNs of its task definitions begin with, up to the family. */
  prefix: string
  families: readonly TaskDefinitionFamily[]
}

/** The regions whose families were listed to the end. */
export function registeredFamilies({
  account,
  partition,
  regions,
  sections,
  gaps,
}: Pick<Inventory, 'account' | 'partition' | 'regions' | 'sections' | 'gaps'>): RegisteredFamilies[] {
  const incomplete = new Set(gaps.filter(({ section }) => section === 'families').map(({ region }) => region))
  return regions
    .filter((region) => !incomplete.has(region))
    .map((region) => ({
      region,
      prefix: `arn:${partition}:ecs:${region}:${account}:task-definition/`,
      families: sections.families?.[region] ?? [],
    }))
}

/** How many ACTIVE revisions are registered, and of how many this inventory holds what they define. */
export function countRegistered(inventory: Parameters<typeof registeredFamilies>[0]): {
  registered: number
  read: number
} {
  const counts = { registered: 0, read: 0 }
  for (const { region, prefix, families } of registeredFamilies(inventory)) {
    const read = new Set(
      inventory.sections.taskDefinitions?.[region]?.map(({ taskDefinitionArn }) => taskDefinitionArn),
    )
    for (const { family, activeRevisions } of families) {
      counts.registered += activeRevisions.length
      counts.read += activeRevisions.filter((revision) => read.has(`${prefix}${family}:${revision}`)).length
    }
  }
  return counts
}
