import type { Score } from '#lib/score/score.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Scope } from './scope.ts'

export interface RegionRow {
  account: AccountName
  /** `global` for what belongs to no region, such as roles. */
  region: string
  score: Score
  services: number
  critical: number
  high: number
  open: number
}

/** Accounts and the regions of their latest scan, the lowest score first, without a score last. */
export async function readRegions(viewer: Viewer, scope: Scope = {}): Promise<RegionRow[]> {
  const sql = binder()
  const accounts = visibleAccounts(viewer, scope.accounts)
  const where = all([oneOf(sql, 'account', accounts)])
  const { rows } = await pool().query<RawRegion>(
    `with open as (
       select account, region, sum(count)::int as open,
         coalesce(sum(count) filter (where severity = 'critical'), 0)::int as critical,
         coalesce(sum(count) filter (where severity = 'high'), 0)::int as high
       from tally where ${where} and state = 'open' and not excepted and not counted group by 1, 2
     ),
     services as (
       select account, region, count(*)::int as services from resource
       where ${where} and type = 'ecs-service' and gone_at is null group by 1, 2
     )
     select s.account, a.alias, region, s.result as score, coalesce(services, 0) as services,
       coalesce(critical, 0) as critical, coalesce(high, 0) as high, coalesce(open, 0) as open
     from aws_account a join score_snapshot s on s.scan = a.last_scan and s.scope like 'region:%'
       cross join lateral (select substr(s.scope, length('region:') + 1) as region) place
       left join open using (account, region) left join services using (account, region)
     where ${all([oneOf(sql, 'a.id', accounts)])} order by a.alias, region`,
    sql.values,
  )
  return rows
    .map(({ account, alias, ...row }) => ({ account: { id: account, alias }, ...row }))
    .toSorted((a, b) => (a.score.exact ?? 101) - (b.score.exact ?? 101))
}

interface RawRegion extends Omit<RegionRow, 'account'> {
  account: string
  alias: string
}
