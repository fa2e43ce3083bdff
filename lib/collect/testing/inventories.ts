import { isDeepStrictEqual } from 'node:util'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionNames, sections } from '#lib/inventory/sections.ts'

/** Records of a section in every region, by key: what arrived first does not matter. */
export function recordsOf(inventory: Inventory, section: SectionName): Record<string, unknown> {
  const key: (record: never) => string = sections[section].key
  const lists = Object.values(inventory.sections[section] ?? {}).flat()
  return Object.fromEntries(lists.map((record): [string, unknown] => [key(record as never), record]).sort())
}

/** When a report was made is another moment each time. */
export const moments = ['JobCompletionDate', 'GeneratedTime']

/** `section key` of every record that one inventory has otherwise than the other. */
export function differences(one: Inventory, other: Inventory): string[] {
  return sectionNames.flatMap((section) => {
    const [mine, yours] = [recordsOf(one, section), recordsOf(other, section)]
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(yours)])]
    return keys
      .filter((key) => !isDeepStrictEqual(timeless(mine[key]), timeless(yours[key])))
      .map((key) => `${section} ${key}`)
  })
}

/** `section key` of what a disturbed inventory has otherwise than the whole one, in sections that have no gap. */
export function lostInSilence(disturbed: Inventory, whole: Inventory): string[] {
  const blind = new Set<string>(disturbed.gaps.map((gap) => gap.section))
  // Which platform images stand behind an index is known from its manifest alone; who asks for them meets that gap.
  if (disturbed.gaps.some(({ action }) => action === 'ecr:BatchGetImage')) blind.add('ecrImages')
  return differences(disturbed, whole).filter((one) => !blind.has(one.slice(0, one.indexOf(' '))))
}

function timeless(record: unknown): unknown {
  if (typeof record !== 'object' || record === null) return record
  return Object.fromEntries(Object.entries(record).filter(([name]) => !moments.includes(name)))
}
