import type { Filter } from '@aws-sdk/client-ec2'
import { type Call, invalid } from '../../call.ts'
import { matches } from '../../policy.ts'
import { valuesAt } from '../../values.ts'
import { isShape } from '../../wire/shape.ts'

/** Filter name to the path of the values it looks at, such as `association.subnet-id` to `Associations.SubnetId`. */
export type FilterPaths = Readonly<Record<string, string>>

/**
 * A test for items that meet every filter: one of its values, with `*` and `?`, has to match one of the item's.
 * @throws AwsError on a filter that this kind of resource does not have
 */
export function byFilters(
  call: Call,
  filters: readonly Filter[] | undefined,
  paths: FilterPaths,
): (item: object) => boolean {
  const tests = (filters ?? []).map(({ Name = '', Values = [] }) => {
    const read = reader(Name, paths)
    if (!read) throw invalid(call, `The filter '${Name}' is invalid`)
    return (item: object) => read(item).some((value) => Values.some((pattern) => matchesExactly(pattern, value)))
  })
  return (item) => tests.every((test) => test(item))
}

function reader(name: string, paths: FilterPaths): ((item: object) => string[]) | undefined {
  if (name === 'tag-key') return (item) => valuesAt(item, 'Tags.Key')
  if (name.startsWith('tag:')) return (item) => tagValues(item, name.slice('tag:'.length))
  const path = paths[name]
  return path === undefined ? undefined : (item) => valuesAt(item, path)
}

function tagValues(item: unknown, key: string): string[] {
  const tags = isShape(item) && Array.isArray(item.Tags) ? item.Tags : []
  return tags.filter((tag) => isShape(tag) && tag.Key === key).map((tag) => String(tag.Value))
}

/** Filter values differ by case, unlike IAM's patterns. */
function matchesExactly(pattern: string, value: string): boolean {
  return /[*?]/.test(pattern) ? matches(pattern, value) : pattern === value
}
