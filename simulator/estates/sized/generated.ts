import type { Collection } from '../../estate.ts'

/** A collection of items that are made each time they are looked at and kept by nobody. */
export function generated<T>(length: number, make: (index: number) => T): Collection<T> {
  return {
    length,
    at: (index) => (index >= 0 && index < length ? make(index) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield make(index)
    },
  }
}

/** The same items, and for each parent its own: as many in a row as the others have. */
export function inGroups<T>(
  length: number,
  perParent: number,
  positionOf: (parent: string) => number,
  make: (index: number) => T,
): Collection<T> {
  return {
    ...generated(length, make),
    within(parent) {
      const first = positionOf(parent) * perParent
      return generated(first < length ? perParent : 0, (index) => make(first + index))
    },
  }
}

/** A record whose values are made when they are asked for; it has no list of its keys. */
export function generatedRecord<T>(make: (key: string) => T | undefined): Record<string, T> {
  return new Proxy({}, { get: (_target, key) => (typeof key === 'string' ? make(key) : undefined) })
}

/** Makes an item once for as long as it is among the last few asked for. */
export function rememberLast<T>(few: number, make: (index: number) => T): (index: number) => T {
  const last = new Map<number, T>()
  return (index) => {
    const known = last.get(index)
    if (known !== undefined) return known
    const made = make(index)
    last.set(index, made)
    const [oldest] = last.keys()
    if (last.size > few && oldest !== undefined) last.delete(oldest)
    return made
  }
}
