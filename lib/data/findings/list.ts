import { pool } from '../client.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import type { Key } from '../place.ts'
import { all, binder } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter, FindingOrder, FindingTab } from './filter.ts'
import { narrow, narrowedConditions } from './narrow.ts'
import { type FindingRow, findingRow, rowColumns } from './row.ts'
import { isFindingTab, source, sourceOf } from './where.ts'

/** One page of findings in the given order, the most urgent first when absent. */
export async function listFindings(
  viewer: Viewer,
  filter: FindingFilter,
  order: FindingOrder = { by: 'priority' },
  request: PageRequest = {},
): Promise<Page<FindingRow>> {
  const { tab } = filter
  const { keys, descending, ofResource } = orderOf(tab, order)
  const narrowed = await narrow(viewer, filter, ofResource !== undefined)
  if (narrowed.most === 0) return pageOf([], request, findingRow)
  const sql = binder()
  const page = keyset(sql, keys, request, descending, ofResource)
  const conditions = [
    ...(await narrowedConditions(viewer, narrowed, sql, ofResource ? 'r.account' : 's.account')),
    ...(page.where === undefined ? [] : [page.where]),
  ]
  const id = isFindingTab(tab) ? 's.number' : 's.fingerprint'
  const matching = `from ${sourceOf(tab, [...conditions, page.orderBy])} where ${all(conditions)}`
  const inOrder = `order by ${page.orderBy} limit ${page.limit}`
  const isSorted = ofResource && narrowed.most !== undefined && narrowed.most <= mostSorted
  // Which rows the page has is told by one index, as far as that is possible; only these are read whole.
  const { rows } = await pool().query(
    `select ${rowColumns(tab)}, ${page.place} from ${source(tab)} where ${id} = any(array(
       ${isSorted ? sortedOf(matching, inOrder) : `select ${id} ${matching} ${inOrder}`}))
     order by ${page.orderBy}`,
    sql.values,
  )
  return pageOf(rows, request, findingRow)
}

/** So few findings among all resources are found in any order sooner than in that of the resources. */
const mostSorted = 5_000

/** `offset 0` has Postgres find all of them by itself, and sort what it has found. */
function sortedOf(matching: string, inOrder: string): string {
  return `select f.number from (select s.number, r.name, r.id ${matching} offset 0) f ${inOrder.replaceAll(/\b[rs]\./g, 'f.')}`
}

interface Order {
  keys: Key[]
  descending: boolean
  /** How many keys are the resource's: findings are then found by their resources, which an index has in order. */
  ofResource?: number
}

function orderOf(tab: FindingTab, { by, descending = false }: FindingOrder): Order {
  const worst = by === 'priority' || by === 'severity'
  if (tab === 'resolved' && worst) return { keys: [resolvedAt, number], descending: !descending }
  if (!isFindingTab(tab)) return { keys: outcomeKeys[by], descending }
  return { keys: findingKeys[by], descending, ofResource: by === 'resource' ? resource.length : undefined }
}

const number: Key = { sql: 's.number', type: 'bigint' }
const fingerprint: Key = { sql: 's.fingerprint', type: 'uuid' }
const resolvedAt: Key = { sql: 's.resolved_at', type: 'timestamptz' }
const urgency: Key[] = [{ sql: 's.rank', type: 'smallint' }, { sql: 's.first_seen', type: 'timestamptz' }, number]
const gravity: Key[] = [{ sql: 's.severity', type: 'severity' }, fingerprint]
const account: Key = { sql: 's.account', type: 'text' }
const resource: Key[] = [
  { sql: 'r.name', type: 'text' },
  { sql: 'r.id', type: 'int' },
]

/** Each is an index of the table, but for `resource`. */
const findingKeys: Readonly<Record<FindingOrder['by'], Key[]>> = {
  priority: urgency,
  severity: urgency,
  'first-seen': [{ sql: 's.first_seen', type: 'timestamptz' }, number],
  account: [account, ...urgency],
  resource: [...resource, number],
}

const outcomeKeys: Readonly<Record<FindingOrder['by'], Key[]>> = {
  priority: gravity,
  severity: gravity,
  'first-seen': [{ sql: `coalesce(x.first_seen, 'infinity')`, type: 'timestamptz' }, fingerprint],
  account: [account, ...gravity],
  resource: [{ sql: 's.subject_name', type: 'text' }, fingerprint],
}
