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

/** `column = any(values)`, or nothing to narrow by. */
export function oneOf(binder: Binder, column: string, values: readonly unknown[] | undefined): string | undefined {
  return values && `${column} = any(${binder.bind(values)})`
}

/** The text as a part of what LIKE looks for: its wildcards mean themselves. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
