import { shared } from '../shared.ts'

/** The tabs of the findings list that the roll-up can tell apart, as conditions on it. */
export const talliedTabs = {
  open: `state = 'open' and not excepted and not counted`,
  excepted: `state = 'open' and excepted`,
  unknown: `status = 'unknown' and not counted and usage <> 'registered'`,
  registered: `status = 'fail' and usage = 'registered'`,
} as const

export type TalliedTab = keyof typeof talliedTabs
export const talliedTabNames: readonly TalliedTab[] = ['open', 'excepted', 'unknown', 'registered']

/** The facets of the roll-up within one account, as columns of it. */
export const cellColumns = {
  region: 'region',
  pillar: 'pillar',
  check: 'check_id',
  severity: 'severity::text',
  status: 'status',
  usage: 'usage',
  triage: 'triage::text',
} as const

export type CellFacet = keyof typeof cellColumns
export const cellFacets: readonly CellFacet[] = ['region', 'pillar', 'check', 'severity', 'status', 'usage', 'triage']

/** A row of the roll-up. */
export type CellRow = Record<CellFacet, string> & {
  /** One bit for each of `talliedTabNames` that it belongs to. */
  tabs: number
  count: number
}

/** What a tab of an account holds, in columns: of each row the codes of its values and how many it counts. */
export interface Cells {
  codes: Record<CellFacet, Uint16Array>
  counts: Int32Array
  /** What each value counts in all rows together, by its code; and all rows. Most requests narrow few facets or none. */
  sums: Record<CellFacet, readonly (readonly [code: number, count: number])[]>
  total: number
}

/** The values of a facet by their code, the same for all accounts of a process. */
class Dictionary {
  readonly values: string[] = []
  readonly #codes = new Map<string, number>()

  /** The code of a value; a new one gets the next. */
  add(value: string): number {
    const known = this.#codes.get(value)
    if (known !== undefined) return known
    this.#codes.set(value, this.values.length)
    return this.values.push(value) - 1
  }

  /** For each code whether it is among the values. */
  among(values: readonly string[]): Uint8Array {
    const set = new Set(values)
    return Uint8Array.from(this.values, (value) => (set.has(value) ? 1 : 0))
  }
}

export const dictionaries: Readonly<Record<CellFacet, Dictionary>> = shared('dictionaries of cells', () =>
  byFacet(() => new Dictionary()),
)

/** A value for each facet. */
export function byFacet<T>(make: (facet: CellFacet) => T): Record<CellFacet, T> {
  return {
    region: make('region'),
    pillar: make('pillar'),
    check: make('check'),
    severity: make('severity'),
    status: make('status'),
    usage: make('usage'),
    triage: make('triage'),
  }
}

/** What each tab of an account holds. */
export function cellsOf(rows: readonly CellRow[]): Record<TalliedTab, Cells> {
  const inTab = (tab: TalliedTab) => {
    const bit = 1 << talliedTabNames.indexOf(tab)
    return columnsOf(rows.filter(({ tabs }) => (tabs & bit) !== 0))
  }
  return {
    open: inTab('open'),
    excepted: inTab('excepted'),
    unknown: inTab('unknown'),
    registered: inTab('registered'),
  }
}

function columnsOf(rows: readonly CellRow[]): Cells {
  const counts = Int32Array.from(rows, ({ count }) => count)
  const codes = byFacet((facet) => Uint16Array.from(rows, (row) => dictionaries[facet].add(row[facet])))
  return {
    codes,
    counts,
    sums: byFacet((facet) => sumsOf(codes[facet], counts)),
    total: counts.reduce((a, b) => a + b, 0),
  }
}

function sumsOf(codes: Uint16Array, counts: Int32Array): [number, number][] {
  const sums = new Map<number, number>()
  for (const [row, code] of codes.entries()) sums.set(code, (sums.get(code) ?? 0) + (counts[row] ?? 0))
  return [...sums]
}
