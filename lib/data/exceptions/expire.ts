import { pool } from '../client.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts, rescore } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { applyExceptions } from './cover.ts'

/**
 * Ends the exceptions whose day has come: what they hid is back with its age, in the lists and in the score. Needs no
 * scan. Safe in any number of processes at once. @returns how many ended
 */
export async function expireExceptions(now = new Date()): Promise<number> {
  const due = await pool().query<{ id: number; account: string | null }>(
    `select id, account from exception where state in ('pending', 'active') and expires_at <= $1 order by id`,
    [now],
  )
  if (due.rows.length === 0) return 0
  await ensurePartitions(now.toISOString())
  let ended = 0
  for (const { id, account } of due.rows) if (await expire(id, account, now)) ended += 1
  return ended
}

function expire(id: number, account: string | null, now: Date): Promise<boolean> {
  return inTransaction(async (client) => {
    const accounts = await lockAccounts(client, account === null ? undefined : [account])
    const { rowCount } = await client.query(
      `update exception set state = 'expired', ended_at = $2, ended_by = 'system'
       where id = $1 and state in ('pending', 'active') and expires_at <= $2`,
      [id, now],
    )
    if (rowCount !== 1) return false
    for (const each of accounts) {
      if (await applyExceptions(client, each, now, { at: now.toISOString() })) await rescore(client, each)
    }
    return true
  })
}
