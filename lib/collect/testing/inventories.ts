import { isDeepStrictEqual } from 'node:util'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionNames, sections } from '#lib/inventory/sections.ts'

/** Records of a section in every region, by key: what arrived first does not matter. */
export function recordsOf(inventory: Inventory, section: SectionName): Record<string, unknown> {
  const key: (record: never) => string = sections[section].key
  const lists = Object.values(inventory.sections[section] ?? {}).flat()
  return Object.fromEntries(lists.map((record): [string, unknown] => [key(record as never), record]).sort())
}

/** `section key` of every record that one inventory has otherwise than the other. */
export function differences(one: Inventory, other: Inventory): string[] {
  return sectionNames.flatMap((section) => {
    const [mine, yours] = [recordsOf(one, section), recordsOf(other, section)]
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(yours)])]
    return keys.filter((key) => !isDeepStrictEqual(mine[key], yours[key])).map((key) => `${section} ${key}`)
  })
}
