import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
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

// Counting by any filter would take Postgres a second in a large estate, and this process some milliseconds. So each
// process keeps what the lists are counted by, and asks before every use which accounts have been counted anew since.

interface Kept {
  version: string
  cells: Promise<Record<TalliedTab, Cells>>
}

const kept = new Map<string, Kept>()

/** What a tab holds now, by account: of the given accounts, or of all. */
export async function currentCells(tab: TalliedTab, accounts?: readonly string[]): Promise<Map<string, Cells>> {
  const sql = binder()
  const where = all([oneOf(sql, 'account', accounts)])
  // As one text, because every list asks: hundreds of rows take longer to read.
  const { rows } = await pool().query<{ versions: string | null }>(
    `select string_agg(account || ' ' || version, ',') as versions from tally_version where ${where}`,
    sql.values,
  )
  const versions = (rows[0]?.versions?.split(',') ?? []).map((text) => {
    const [account = '', version = ''] = text.split(' ')
    return { account, version }
  })
  const outdated = versions.filter(({ account, version }) => kept.get(account)?.version !== version)
  if (outdated.length > 0) load(outdated)
  const current = new Map<string, Cells>()
  for (const { account } of versions) {
    const cells = (await kept.get(account)?.cells)?.[tab]
    if (cells) current.set(account, cells)
  }
  return current
}

/** Reads accounts; who asks for them in the meantime waits for the same answer. */
function load(outdated: readonly { account: string; version: string }[]): void {
  const reading = readCells(outdated.map(({ account }) => account))
  for (const { account, version } of outdated) {
    const entry: Kept = { version, cells: reading.then((byAccount) => byAccount.get(account) ?? cellsOf([])) }
    kept.set(account, entry)
    entry.cells.catch(() => kept.get(account) === entry && kept.delete(account))
  }
}

// They may be newer than the version that was read before them; then they are read once more.
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
