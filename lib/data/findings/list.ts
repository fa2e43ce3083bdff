import { pool } from '../client.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import type { Key } from '../place.ts'
import { all, binder } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter, FindingOrder, FindingTab } from './filter.ts'
import { type FindingRow, findingRow, rowColumns } from './row.ts'
import { baseConditions, facetConditions, isFindingTab, source, sourceOf } from './where.ts'

/** One page of findings in the given order, the most urgent first when absent. */
export async function listFindings(
  viewer: Viewer,
  filter: FindingFilter,
  order: FindingOrder = { by: 'priority' },
  request: PageRequest = {},
): Promise<Page<FindingRow>> {
  const { tab } = filter
  const sql = binder()
  const { keys, descending } = orderOf(tab, order)
  const page = keyset(sql, keys, request, descending)
  const conditions = [
    ...(await baseConditions(viewer, filter, sql)),
    ...Object.values(facetConditions(filter, sql)),
    ...(page.where === undefined ? [] : [page.where]),
  ]
  const id = isFindingTab(tab) ? 's.number' : 's.fingerprint'
  // Which rows the page has is told by one index, as far as that is possible; only these are read whole.
  const { rows } = await pool().query(
    `select ${rowColumns(tab)}, ${page.place} from ${source(tab)} where ${id} = any(array(
       select ${id} from ${sourceOf(tab, conditions)} where ${all(conditions)}
       order by ${page.orderBy} limit ${page.limit}))
     order by ${page.orderBy}`,
    sql.values,
  )
  return pageOf(rows, request, findingRow)
}

function orderOf(tab: FindingTab, { by, descending = false }: FindingOrder): { keys: Key[]; descending: boolean } {
  const worst = by === 'priority' || by === 'severity'
  if (tab === 'resolved' && worst) return { keys: [resolvedAt, number], descending: !descending }
  const keys = isFindingTab(tab) ? findingKeys : outcomeKeys
  return { keys: keys[by], descending }
}

const number: Key = { sql: 's.number', type: 'bigint' }
const fingerprint: Key = { sql: 's.fingerprint', type: 'uuid' }
const resolvedAt: Key = { sql: 's.resolved_at', type: 'timestamptz' }
const urgency: Key[] = [{ sql: 's.rank', type: 'smallint' }, { sql: 's.first_seen', type: 'timestamptz' }, number]
const gravity: Key[] = [{ sql: 's.severity', type: 'severity' }, fingerprint]
const account: Key = { sql: 's.account', type: 'text' }
const name: Key = { sql: 's.subject_name', type: 'text' }

/** Each is an index of the table. */
const findingKeys: Readonly<Record<FindingOrder['by'], Key[]>> = {
  priority: urgency,
  severity: urgency,
  'first-seen': [{ sql: 's.first_seen', type: 'timestamptz' }, number],
  account: [account, ...urgency],
  resource: [name, number],
}

const outcomeKeys: Readonly<Record<FindingOrder['by'], Key[]>> = {
  priority: gravity,
  severity: gravity,
  'first-seen': [{ sql: `coalesce(x.first_seen, 'infinity')`, type: 'timestamptz' }, fingerprint],
  account: [account, ...gravity],
  resource: [name, fingerprint],
}
