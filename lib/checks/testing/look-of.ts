import { type Look, openInventory } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import { type EstateOptions, type Given, inventoryOf } from './estate.ts'
import { region } from './ids.ts'

/** Look-ups in the good estate with the given sections in place of its own, for tests of derived views. */
export function lookOf(given: Given = {}, options: EstateOptions = {}): Look<SectionName> {
  return openInventory(inventoryOf(given, options))(region)
}
