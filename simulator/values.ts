import { isShape } from './wire/shape.ts'

/** The values at a dotted path, lists on the way opened, as text: `Groups.GroupId` of a network interface is all its group ids. */
export function valuesAt(item: unknown, path: string): string[] {
  let values: unknown[] = [item]
  for (const member of path.split('.')) {
    values = values.filter(isShape).flatMap((value) => value[member] ?? [])
  }
  return values.map(String)
}
