/** One number that a bench has measured, and what must hold of it. */
export interface Figure {
  /** `<phase>.<what>`. */
  figure: string
  value: number
  unit: string
  /** The value may not be larger; if `least`, not smaller. */
  bound?: number
  least?: true
  holds?: boolean
}

export interface Result {
  name: string
  settings: Readonly<Record<string, unknown>>
  figures: readonly Figure[]
}

export interface Report {
  result: Result
  /** What people may want to know beside the figures, line by line. */
  notes: readonly string[]
}

/** Values are rounded to two decimals, after they were compared with their bound. */
export function figure(name: string, value: number, unit: string, bound?: number): Figure {
  const rounded = Math.round(value * 100) / 100
  return { figure: name, value: rounded, unit, ...(bound !== undefined && { bound, holds: value <= bound }) }
}

/** The same for a figure that may not be smaller. */
export function figureAtLeast(name: string, value: number, unit: string, bound: number): Figure {
  return { ...figure(name, value, unit), bound, least: true, holds: value >= bound }
}

/** One line for each figure, for people. */
export function figureLines(figures: readonly Figure[]): string[] {
  const width = Math.max(...figures.map((one) => one.figure.length))
  return figures.map(({ figure: name, value, unit, bound, least, holds }) => {
    const judged =
      bound === undefined ? '' : `  ${holds ? 'holds' : 'DOES NOT HOLD'} (at ${least ? 'least' : 'most'} ${bound})`
    return `${name.padEnd(width)}  ${value} ${unit}${judged}`
  })
}
