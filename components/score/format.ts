/** "94 %", rounded down so that only everything is 100 %. `value` is 0 to 100; the space does not break. */
export function percent(value: number): string {
  return `${Math.floor(value)}\u00a0%`
}

/** "+3", "−2" (a real minus sign) or "0". */
export function signed(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${value}` : `−${-value}`
}

const inGroups = new Intl.NumberFormat('en')

/** "1,384,848". What is a text already ("10,000+", where counting stopped) stays as it is. */
export function grouped(count: number | string): string {
  return typeof count === 'number' ? inGroups.format(count) : count
}

/** "1 finding", "6,000 findings". Regular plurals only; others pass `many`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}
