import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import type { Triage } from '../findings/filter.ts'
import { InvalidInput } from '../invalid.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { requireAccount, requirePermission, type Viewer } from '../viewer.ts'
import { applyPicked, requireChange, type TriageChange } from './change.ts'

/**
 * What a person decides about one finding. One that is resolved takes comments alone. @param id F-1042
 * @throws InvalidInput or Forbidden
 */
export async function triageFinding(viewer: Viewer, id: string, given: TriageChange, now = new Date()): Promise<void> {
  requirePermission(viewer, 'triage')
  const { number, account, state, ...current } = await findOne(id)
  requireAccount(viewer, account)
  const change = await requireChange(viewer, differing(given, current), [account])
  const { triage, assignee, comment } = change
  if (state === 'resolved' && (triage !== undefined || assignee !== undefined)) {
    throw new InvalidInput('This finding is resolved: it takes comments alone.')
  }
  const at = now.toISOString()
  await ensurePartitions(at)
  await inTransaction(async (client) => {
    await lockAccounts(client, [account])
    const picked = {
      sql: `select number, account, triage, assignee, coalesce($2::triage, triage) as next_triage,
        case when $3 then $4 else assignee end as next_assignee from finding where number = $1`,
      values: [number, triage ?? null, assignee !== undefined, assignee ?? null],
    }
    await applyPicked(client, picked, { actor: viewer.userId, at, comment })
    await appendAudit(client, viewer, { verb: 'finding.triage', target: `finding/${id}`, account, after: change })
  })
}

interface Found {
  number: string
  account: string
  state: string
  triage: Triage
  assignee: string | null
}

async function findOne(id: string): Promise<Found> {
  const number = /^F-(\d{1,18})$/.exec(id)?.[1]
  const { rows } = await pool().query<Found>(
    'select number, account, state, triage, assignee from finding where number = $1',
    [number ?? null],
  )
  if (!rows[0]) throw new InvalidInput(`There is no finding ${id}: go back to the list.`)
  return rows[0]
}

/** A form sends everything that it shows: only what is other than before is a change. */
function differing(given: TriageChange, current: Pick<Found, 'triage' | 'assignee'>): TriageChange {
  return {
    ...(given.triage !== current.triage && { triage: given.triage }),
    ...(given.assignee !== current.assignee && { assignee: given.assignee }),
    comment: given.comment,
  }
}
