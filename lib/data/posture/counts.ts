import { type CheckCounts, countByCheck, pool as poolCounts } from '#lib/score/counts.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { scoreRow, type TallyScoreColumns } from '../store/tally.ts'
import { keepByAccount } from '../tally/keep.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Scope } from './scope.ts'

/** How the accounts in scope stand on each check now, pooled. */
export async function readCounts(viewer: Viewer, scope: Scope = {}): Promise<CheckCounts[]> {
  return poolCounts((await currentCounts(visibleAccounts(viewer, scope.accounts))).values())
}

/** By account: of the given ones, or of all. */
export const currentCounts = keepByAccount<CheckCounts[]>(
  'counts',
  async (accounts) => {
    const { rows } = await pool().query<TallyScoreColumns & { account: string }>(
      `select account, check_id, pillar, weight, status, severity, usage, counted, excepted, waiting,
         sum(count)::int as count
       from tally where account = any($1) and status <> 'gone' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
      [accounts],
    )
    const byAccount = Map.groupBy(rows, ({ account }) => account)
    return new Map([...byAccount].map(([account, own]) => [account, countByCheck(own.map(scoreRow))]))
  },
  [],
)

export interface AccountCounts {
  account: string
  counts: CheckCounts[]
}

/** How each account stood at its latest scan. */
export async function readCountsByAccount(viewer: Viewer, scope: Scope = {}): Promise<AccountCounts[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'a.id', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<AccountCounts>(
    `select a.id as account, s.counts from aws_account a
       join score_snapshot s on s.scan = a.last_scan and s.scope = 'account'
     where ${where} order by a.id`,
    sql.values,
  )
  return rows
}
