import type { Json } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { Tag } from '#lib/inventory/types/ecs.ts'
import type { Resource } from './resources.ts'

/** A resource before its owner and environment are read off its tags. `inherited` are those of what it belongs to. */
export type Undescribed = Omit<Resource, 'region' | 'owner' | 'environment'> & {
  inherited?: Readonly<Record<string, string>>
}

export type Describe = (look: Look<SectionName>) => Undescribed[]

/** Tags as ECS writes them. */
export function lowerTags(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
}

/** Tags as the other services write them. */
export function upperTags(tags: readonly { Key: string; Value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
}

/** A record of the inventory as the JSON it is, without fields that are not there. */
export function asJson(record: object): Json {
  return JSON.parse(JSON.stringify(record))
}
