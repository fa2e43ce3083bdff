import type { Call } from './call.ts'
import type { Collection } from './estate.ts'

type Key<T> = (item: T) => string | undefined

/** Positions by key, kept as long as the collection itself. A changed estate has new collections, so an index never goes stale. */
const indexes = new WeakMap<object, Map<unknown, Map<string, number>>>()

/** The item with this key. Pass the same function each time: the index is kept by it. */
export function findBy<T>(items: Collection<T>, key: Key<T>, wanted: string | undefined): T | undefined {
  const position = wanted === undefined ? undefined : indexOf(items, key).get(wanted)
  return position === undefined ? undefined : items.at(position)
}

function indexOf<T>(items: Collection<T>, key: Key<T>): Map<string, number> {
  const ofItems = indexes.get(items) ?? new Map<unknown, Map<string, number>>()
  indexes.set(items, ofItems)
  const kept = ofItems.get(key)
  if (kept) return kept
  const positions = new Map<string, number>()
  let position = 0
  for (const item of items) {
    const name = key(item)
    if (name !== undefined && !positions.has(name)) positions.set(name, position)
    position += 1
  }
  ofItems.set(key, positions)
  return positions
}

/** What was found for each name that was asked for, in the order of asking, and the names without anything. */
export function findEach<T>(
  call: Call,
  names: readonly string[],
  find: (name: string) => T | undefined,
): { found: T[]; missing: string[] } {
  const found: T[] = []
  const missing: string[] = []
  for (const [index, name] of [...new Set(names)].entries()) {
    const item = call.fault === 'vanish' && index === 0 ? undefined : find(name)
    if (item === undefined) missing.push(name)
    else found.push(item)
  }
  return { found, missing }
}

/** The items that may belong to a parent: all of them, or fewer where the collection knows. */
export function inParent<T>(items: Collection<T>, parent: string): Collection<T> {
  return items.within?.(parent) ?? items
}

/** A collection seen through a function, item by item. */
export function mapCollection<T, U>(items: Collection<T>, map: (item: T) => U): Collection<U> {
  return {
    length: items.length,
    at(index) {
      const item = items.at(index)
      return item === undefined ? undefined : map(item)
    },
    *[Symbol.iterator]() {
      for (const item of items) yield map(item)
    },
  }
}

/** A collection from its end to its beginning. */
export function reverseCollection<T>(items: Collection<T>): Collection<T> {
  const { length } = items
  return {
    length,
    at: (index) => (index < length ? items.at(length - 1 - index) : undefined),
    *[Symbol.iterator]() {
      for (let index = length - 1; index >= 0; index -= 1) {
        const item = items.at(index)
        if (item !== undefined) yield item
      }
    },
  }
}

/** Several collections as one, without copying them. */
export function concatCollections<T>(parts: readonly Collection<T>[]): Collection<T> {
  const ends: number[] = []
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length)
  return {
    length: ends.at(-1) ?? 0,
    at(index) {
      const part = firstAbove(ends, index)
      return parts[part]?.at(index - (ends[part - 1] ?? 0))
    },
    *[Symbol.iterator]() {
      for (const part of parts) yield* part
    },
  }
}

/** The position of the first number above a value in an ascending list. */
function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
