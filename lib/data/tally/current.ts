import { pool } from '../client.ts'
import {
  type CellRow,
  type Cells,
  cellColumns,
  cellFacets,
  cellsOf,
  type TalliedTab,
  talliedTabNames,
  talliedTabs,
} from './cells.ts'
import { keepByAccount } from './keep.ts'

const current = keepByAccount('cells', readCells, cellsOf([]))

/** What a tab holds now, by account: of the given accounts, or of all. */
export async function currentCells(tab: TalliedTab, accounts?: readonly string[]): Promise<Map<string, Cells>> {
  return new Map([...(await current(accounts))].map(([account, tabs]) => [account, tabs[tab]]))
}

async function readCells(accounts: readonly string[]): Promise<Map<string, Record<TalliedTab, Cells>>> {
  const bits = talliedTabNames.map((tab, index) => `(${talliedTabs[tab]})::int * ${1 << index}`)
  const columns = cellFacets.map((facet) => `${cellColumns[facet]} as ${facet}`)
  const { rows } = await pool().query<CellRow & { account: string }>(
    `select account, ${columns.join(', ')}, count, ${bits.join(' + ')} as tabs
     from tally where account = any($1) and (${Object.values(talliedTabs).join(' or ')})`,
    [accounts],
  )
  return new Map([...Map.groupBy(rows, ({ account }) => account)].map(([account, own]) => [account, cellsOf(own)]))
}
