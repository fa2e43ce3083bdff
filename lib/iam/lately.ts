/**
 * `make`, with the values of up to `most` keys remembered; then it begins anew. For the same few texts that every check
 * asks about. Values are shared: they must not be changed.
 */
export function lately<V>(most: number, make: (key: string) => V): (key: string) => V {
  const remembered = new Map<string, { value: V }>()
  return (key) => {
    const known = remembered.get(key)
    if (known) return known.value
    if (remembered.size >= most) remembered.clear()
    const value = make(key)
    remembered.set(key, { value })
    return value
  }
}
