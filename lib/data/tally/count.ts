import { type Severity, severities } from '#lib/checks/result.ts'
import { byFacet, type CellFacet, type Cells, cellFacets, dictionaries } from './cells.ts'

/** What a filter asks of each facet; absent: anything. */
export type Wanted = Readonly<Partial<Record<CellFacet | 'account', readonly string[]>>>

/** How many rows each value of each facet has; each facet ignores its own filter. `total` ignores none. */
export interface CellCounts {
  total: number
  values: Record<CellFacet | 'account', Map<string, number>>
}

/** Counts the cells of accounts under a filter. */
export function countCells(byAccount: ReadonlyMap<string, Cells>, wanted: Wanted): CellCounts {
  const conditions = cellFacets.flatMap((facet) => {
    const values = wanted[facet]
    return values ? [{ facet, allowed: dictionaries[facet].among(values) }] : []
  })
  const sums = byFacet((facet) => new Float64Array(dictionaries[facet].values.length))
  const accounts = new Map<string, number>()
  let total = 0
  for (const [account, cells] of byAccount) {
    const isWanted = wanted.account?.includes(account) ?? true
    const held = countAccount(cells, conditions, isWanted ? sums : undefined)
    if (held > 0) accounts.set(account, held)
    if (isWanted) total += held
  }
  return { total, values: { account: accounts, ...byFacet((facet) => named(facet, sums[facet])) } }
}

interface Condition {
  facet: CellFacet
  /** By code. */
  allowed: Uint8Array
}

type Sums = Readonly<Record<CellFacet, Float64Array>>

/** @param sums to add the account's values to; absent: it is not among those wanted. @returns how many it holds */
function countAccount(cells: Cells, conditions: readonly Condition[], sums: Sums | undefined): number {
  if (conditions.length === 0) {
    if (sums) addAll(cells, sums)
    return cells.total
  }
  const missed = missedBy(cells, conditions)
  const held = rowsWhere(missed, 0)
  const total = totalOf(cells, held)
  if (sums) addUnder(conditions, { cells, missed, held }, sums)
  return total
}

function addAll(cells: Cells, sums: Sums, facets = cellFacets): void {
  for (const facet of facets) {
    const sum = sums[facet]
    for (const [code, count] of cells.sums[facet]) sum[code] = (sum[code] ?? 0) + count
  }
}

/** What two facets leave out counts for neither of them, what one leaves out for that one alone. */
function addUnder(
  conditions: readonly Condition[],
  { cells, missed, held }: { cells: Cells; missed: Uint8Array; held: Uint32Array },
  sums: Sums,
): void {
  const [only, ...others] = conditions.map(({ facet }) => facet)
  if (only && others.length === 0) {
    for (const facet of cellFacets) if (facet !== only) add(cells, facet, held, sums)
    addAll(cells, sums, [only])
    return
  }
  for (const facet of cellFacets) add(cells, facet, held, sums)
  for (const [index, { facet }] of conditions.entries()) add(cells, facet, rowsWhere(missed, 1 << index), sums)
}

/** The worst severity that occurs, by check. */
export function worstByCheck(byAccount: Iterable<Cells>): Map<string, Severity> {
  const order: readonly string[] = severities
  const ranks = dictionaries.severity.values.map((value) => order.indexOf(value))
  const worst = new Uint8Array(dictionaries.check.values.length).fill(severities.length)
  for (const { codes } of byAccount) {
    for (let row = 0; row < codes.check.length; row++) {
      const check = codes.check[row] ?? 0
      worst[check] = Math.min(worst[check] ?? 0, ranks[codes.severity[row] ?? 0] ?? 0)
    }
  }
  return new Map(
    dictionaries.check.values.flatMap((check, code): [string, Severity][] => {
      const severity = severities[worst[code] ?? severities.length]
      return severity ? [[check, severity]] : []
    }),
  )
}

/** For use and use again: buffers of hundreds of accounts for every request take longer to make than to fill. */
let misses = new Uint8Array(0)
let found = new Uint32Array(0)

/** For each row a bit for each condition that it misses, until the next call. Whether it misses one cannot be foreseen: no branches. */
function missedBy({ codes, counts }: Cells, conditions: readonly Condition[]): Uint8Array {
  if (misses.length < counts.length) misses = new Uint8Array(counts.length)
  const missed = misses.subarray(0, counts.length).fill(0)
  for (const [index, { facet, allowed }] of conditions.entries()) {
    const column = codes[facet]
    const denied = allowed.map((isAllowed) => (1 - isAllowed) << index)
    for (let row = 0; row < column.length; row++) missed[row] = (missed[row] ?? 0) | (denied[column[row] ?? 0] ?? 0)
  }
  return missed
}

/** The rows that miss exactly these conditions, until the next call. */
function rowsWhere(missed: Uint8Array, bits: number): Uint32Array {
  if (found.length < missed.length) found = new Uint32Array(missed.length)
  let count = 0
  for (let row = 0; row < missed.length; row++) {
    found[count] = row
    count += Number(missed[row] === bits)
  }
  return found.subarray(0, count)
}

function totalOf({ counts }: Cells, rows: Uint32Array): number {
  let total = 0
  for (let index = 0; index < rows.length; index++) total += counts[rows[index] ?? 0] ?? 0
  return total
}

function add({ codes, counts }: Cells, facet: CellFacet, rows: Uint32Array, sums: Sums): void {
  const column = codes[facet]
  const sum = sums[facet]
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    const code = column[row] ?? 0
    sum[code] = (sum[code] ?? 0) + (counts[row] ?? 0)
  }
}

function named(facet: CellFacet, sums: Float64Array): Map<string, number> {
  return new Map(
    dictionaries[facet].values.flatMap((value, code): [string, number][] => {
      const count = sums[code] ?? 0
      return count > 0 ? [[value, count]] : []
    }),
  )
}
