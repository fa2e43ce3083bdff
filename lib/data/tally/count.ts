import { type CellFacet, type Cells, cellFacets, dictionaries } from './cells.ts'

/** What a filter asks of each facet; absent: anything. */
export type Wanted = Readonly<Partial<Record<CellFacet | 'account', readonly string[]>>>

/** How many rows each value of each facet has; each facet ignores its own filter. `total` ignores none. */
export interface CellCounts {
  total: number
  values: Record<CellFacet | 'account', Map<string, number>>
}

/** Counts the cells of accounts under a filter. */
export function countCells(byAccount: ReadonlyMap<string, Cells>, wanted: Wanted): CellCounts {
  const filtered = cellFacets.flatMap((facet) => {
    const values = wanted[facet]
    return values ? [{ facet, allowed: dictionaries[facet].among(values) }] : []
  })
  const sums = newSums()
  const accounts = new Map<string, number>()
  let total = 0
  for (const [account, cells] of byAccount) {
    const isWanted = wanted.account?.includes(account) ?? true
    const held = countAccount(cells, filtered, isWanted, sums)
    if (held > 0) accounts.set(account, held)
    if (isWanted) total += held
  }
  return { total, values: { account: accounts, ...named(sums) } }
}

interface Filtered {
  facet: CellFacet
  allowed: Uint8Array
}

/** @returns how many the account holds under the filter, whether the account itself is wanted or not */
function countAccount(
  { codes, counts }: Cells,
  filtered: readonly Filtered[],
  isWanted: boolean,
  sums: Record<CellFacet, Float64Array>,
): number {
  const conditions = filtered.map(({ facet, allowed }) => ({ column: codes[facet], allowed, sum: sums[facet] }))
  const columns = cellFacets.map((facet) => ({ column: codes[facet], sum: sums[facet] }))
  let held = 0
  rows: for (let row = 0; row < counts.length; row++) {
    const count = counts[row] ?? 0
    let missed: Column | undefined
    for (const condition of conditions) {
      if (condition.allowed[condition.column[row] ?? 0] === 1) continue
      // What two facets leave out counts for neither of them.
      if (missed !== undefined || !isWanted) continue rows
      missed = condition
    }
    if (missed) {
      add(missed, row, count)
      continue
    }
    held += count
    if (isWanted) for (const column of columns) add(column, row, count)
  }
  return held
}

interface Column {
  column: Uint16Array
  sum: Float64Array
}

function add({ column, sum }: Column, row: number, count: number): void {
  const code = column[row] ?? 0
  sum[code] = (sum[code] ?? 0) + count
}

function newSums(): Record<CellFacet, Float64Array> {
  const zeros = (facet: CellFacet) => new Float64Array(dictionaries[facet].values.length)
  return {
    region: zeros('region'),
    pillar: zeros('pillar'),
    check: zeros('check'),
    severity: zeros('severity'),
    status: zeros('status'),
    usage: zeros('usage'),
    triage: zeros('triage'),
  }
}

function named(sums: Record<CellFacet, Float64Array>): Record<CellFacet, Map<string, number>> {
  const counted = (facet: CellFacet) =>
    new Map(
      dictionaries[facet].values.flatMap((value, code): [string, number][] => {
        const count = sums[facet][code] ?? 0
        return count > 0 ? [[value, count]] : []
      }),
    )
  return {
    region: counted('region'),
    pillar: counted('pillar'),
    check: counted('check'),
    severity: counted('severity'),
    status: counted('status'),
    usage: counted('usage'),
    triage: counted('triage'),
  }
}
