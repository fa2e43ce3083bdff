import { pool } from '../client.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { applyAnswers } from './apply.ts'

/**
 * Ends the answers whose day has come, and judges anew whatever rests on an answer that is over, in this account or
 * another. Safe in any number of processes at once.
 */
export async function settleAnswers(now: Date): Promise<void> {
  await pool().query(
    `update attestation set state = 'ended', ended_at = expires_at, ended_reason = case state
         when 'pending' then 'Nobody reviewed it before its time was over.' else 'Its time was over.' end
     where state in ('pending', 'valid') and expires_at <= $1`,
    [now],
  )
  const { rows } = await pool().query<{ account: string; checks: string[] }>(
    `select o.account, array_agg(distinct o.check_id) as checks
     from outcome o left join attestation a on a.id = o.attestation
     where o.attestation is not null and a.state is distinct from 'valid' group by 1 order by 1`,
  )
  if (rows.length === 0) return
  await ensurePartitions(now.toISOString())
  for (const { account, checks } of rows) {
    await inTransaction(async (client) => {
      await lockAccounts(client, [account])
      await applyAnswers(client, account, checks, now.toISOString())
    })
  }
}
