import type { Json } from '#lib/inventory/evidence.ts'
import { type Look, MissingEvidence } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { Resource } from '../resources.ts'

/** What is said of a resource beside its type, region and owner. */
export type Described = Pick<Resource, 'key' | 'name'> & Partial<Resource>

/** How the resources of one type are found in a region, and which sections a gap in which can hide some. */
export interface ResourceKind {
  type: string
  sections: readonly SectionName[]
  /** Account-wide: found once. */
  global?: true
  /** Shown only where a workload or a finding refers to it: an account may have thousands that ECS does not use. */
  onlyReferenced?: true
  find(look: Look<SectionName>): readonly Described[]
}

/** The record without what is undefined: what JSON keeps of it. */
export function plainJson(record: object): Json {
  return JSON.parse(JSON.stringify(record))
}

export function lowerTags(tags: readonly { key: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))
}

/** A page shows what is known; what a gap hides is left out there, and named where it is judged. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MissingEvidence) return undefined
    throw error
  }
}
