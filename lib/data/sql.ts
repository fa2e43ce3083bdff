/** Collects the values of a statement that is put together from parts: `bind` returns the placeholder of a value. */
export interface Binder {
  readonly values: unknown[]
  bind(value: unknown): string
}

export function binder(): Binder {
  const values: unknown[] = []
  return { values, bind: (value) => `$${values.push(value)}` }
}

/** Conditions joined with `and`; `true` when there are none. */
export function all(conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' and ') || 'true'
}

/**
 * That a column has one of the values, or nothing to narrow by. One value alone is compared with: rows are then found in
 * the order of an index that begins with the column.
 * @param type of the column, where a placeholder alone does not tell it
 */
export function oneOf(
  binder: Binder,
  column: string,
  values: readonly unknown[] | undefined,
  type?: string,
): string | undefined {
  if (!values) return undefined
  const as = (suffix: string) => (type === undefined ? '' : `::${type}${suffix}`)
  if (values.length === 1) return `${column} = ${binder.bind(values[0])}${as('')}`
  return `${column} = any(${binder.bind(values)}${as('[]')})`
}

/** The text as a part of what LIKE looks for: its wildcards mean themselves. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
