import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import type { FindingFilter, Triage } from '../findings/filter.ts'
import { baseConditions, facetConditions, isFindingTab, source } from '../findings/where.ts'
import { InvalidInput } from '../invalid.ts'
import { all, type Binder, binder } from '../sql.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { requirePermission, type Viewer, visibleAccounts } from '../viewer.ts'
import { type Applied, applyPicked, requireChange, type TriageChange } from './change.ts'

/** A change of many findings at once, made by the viewer. */
export interface BulkTriage {
  id: number
  /** ISO 8601. */
  at: string
  change: { triage?: Triage; assignee?: string | null; comment?: string }
  count: number
  undone: boolean
}

/** How many open findings a filter holds, counted to the last one: what the change is then applied to. */
export async function countTriageable(viewer: Viewer, filter: FindingFilter): Promise<number> {
  requireOpen(filter)
  const sql = binder()
  const where = await conditions(viewer, filter, sql)
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from ${source(filter.tab)} where ${where}`,
    sql.values,
  )
  return rows[0]?.count ?? 0
}

/**
 * Changes every finding that the filter holds, in one statement.
 * @param expected how many were shown to the person: when it is another number now, nothing is changed
 * @throws InvalidInput or Forbidden
 */
export async function triageMany(
  viewer: Viewer,
  filter: FindingFilter,
  given: TriageChange,
  expected: number,
  now = new Date(),
): Promise<Applied & { id: number }> {
  requirePermission(viewer, 'triage')
  requireOpen(filter)
  const asked = visibleAccounts(viewer, filter.accounts)
  const change = await requireChange(viewer, given, asked)
  const at = now.toISOString()
  await ensurePartitions(at)
  const sql = binder()
  const where = await conditions(viewer, filter, sql)
  const { triage = null, assignee, comment } = change
  const picked = {
    sql: `select s.number, s.account, s.triage, s.assignee, coalesce(${sql.bind(triage)}::triage, s.triage) as next_triage,
      case when ${sql.bind(assignee !== undefined)} then ${sql.bind(assignee ?? null)} else s.assignee end as next_assignee
      from ${source(filter.tab)} where ${where}`,
    values: sql.values,
  }
  return inTransaction(async (client) => {
    await lockAccounts(client, asked)
    const { rows } = await client.query<{ id: number }>(
      'insert into bulk_triage (at, actor, change, count) values ($1, $2, $3, $4) returning id',
      [at, viewer.userId, JSON.stringify(change), expected],
    )
    const id = rows[0]?.id ?? 0
    const applied = await applyPicked(client, picked, { actor: viewer.userId, at, comment, bulk: id })
    if (applied.count !== expected) {
      throw new InvalidInput(`Now ${applied.count} findings match instead of ${expected}: look again, and apply anew.`)
    }
    await appendAudit(client, viewer, {
      verb: 'finding.triage-many',
      target: `bulk/${id}`,
      after: { ...change, ...applied },
    })
    return { id, ...applied }
  })
}

/** The viewer's last change of many findings; undefined before the first. */
export async function lastBulkTriage(viewer: Viewer): Promise<BulkTriage | undefined> {
  const { rows } = await pool().query<{
    id: number
    at: Date
    change: BulkTriage['change']
    count: number
    undone: boolean
  }>(
    `select id, at, change, count, undone_at is not null as undone from bulk_triage where actor = $1
     order by id desc limit 1`,
    [viewer.userId],
  )
  const [row] = rows
  return row && { ...row, at: row.at.toISOString() }
}

/**
 * Puts back what the viewer's last change of many findings set; what somebody has changed since stays. Comments stay.
 * @returns how many findings are as they were
 */
export async function undoBulkTriage(viewer: Viewer, id: number, now = new Date()): Promise<number> {
  requirePermission(viewer, 'triage')
  const last = await lastBulkTriage(viewer)
  if (last?.id !== id || last.undone) {
    throw new InvalidInput('Only your last change of many findings can be undone, once: reload the page.')
  }
  const at = now.toISOString()
  await ensurePartitions(at)
  return inTransaction(async (client) => {
    await lockAccounts(client, visibleAccounts(viewer))
    const { rowCount } = await client.query(
      'update bulk_triage set undone_at = $2 where id = $1 and undone_at is null',
      [id, at],
    )
    if (rowCount !== 1) throw new InvalidInput('This change has been undone already: reload the page.')
    const { changed } = await applyPicked(client, before(viewer, last), { actor: viewer.userId, at })
    await appendAudit(client, viewer, { verb: 'finding.undo-triage', target: `bulk/${id}`, after: { changed } })
    return changed
  })
}

/** The findings of a bulk change as its events say they were, as far as they still are as it left them. */
function before(viewer: Viewer, { id, at }: BulkTriage) {
  return {
    sql: `select f.number, f.account, f.triage, f.assignee,
        case when was -> 'triage' ->> 'to' = f.triage::text then (was -> 'triage' ->> 'from')::triage else f.triage end as next_triage,
        case when was ? 'assigned' and was -> 'assigned' ->> 'to' is not distinct from f.assignee
          then was -> 'assigned' ->> 'from' else f.assignee end as next_assignee
      from (
        select finding, jsonb_object_agg(kind, detail) as was from finding_event
        where at = $1 and kind in ('triage', 'assigned') and (detail ->> 'bulk')::int = $2 group by 1
      ) e join finding f on f.number = e.finding
      where f.state = 'open' and ($3::text[] is null or f.account = any($3))`,
    values: [at, id, visibleAccounts(viewer) ?? null],
  }
}

async function conditions(viewer: Viewer, filter: FindingFilter, sql: Binder): Promise<string> {
  return all([...(await baseConditions(viewer, filter, sql)), ...Object.values(facetConditions(filter, sql))])
}

function requireOpen({ tab }: FindingFilter): void {
  if (isFindingTab(tab) && tab !== 'resolved') return
  throw new InvalidInput('Only open findings are triaged: go back to the open ones.')
}
