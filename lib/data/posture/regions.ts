import { type Score, scoreOf } from '#lib/score/score.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { readCountsByPlace } from './counts.ts'
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

/** Accounts and regions, the lowest score first, without a score last. */
export async function readRegions(viewer: Viewer, scope: Scope = {}): Promise<RegionRow[]> {
  const [places, facts] = await Promise.all([readCountsByPlace(viewer, scope), readPlaces(viewer, scope)])
  const scores = new Map(places.map(({ account, region, counts }) => [`${account}|${region}`, scoreOf(counts)]))
  const nothing: Score = { coverage: 100, critical: 0 }
  return facts
    .map(({ account, alias, region, ...numbers }) => ({
      account: { id: account, alias },
      region,
      score: scores.get(`${account}|${region}`) ?? nothing,
      ...numbers,
    }))
    .toSorted((a, b) => (a.score.exact ?? 101) - (b.score.exact ?? 101))
}

interface Place {
  account: string
  alias: string
  region: string
  services: number
  critical: number
  high: number
  open: number
}

async function readPlaces(viewer: Viewer, scope: Scope): Promise<Place[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<Place>(
    `with places as (
       select account, region, 0 as services, severity, sum(count) as open from tally
       where ${where} and state = 'open' and not excepted and not counted group by 1, 2, 4
       union all
       select account, region, count(*), null, 0 from resource
       where ${where} and type = 'ecs-service' and gone_at is null group by 1, 2
       union all
       select distinct account, region, 0, null::severity, 0 from tally where ${where}
     )
     select p.account, a.alias, p.region, sum(services)::int as services,
       coalesce(sum(open) filter (where severity = 'critical'), 0)::int as critical,
       coalesce(sum(open) filter (where severity = 'high'), 0)::int as high, sum(open)::int as open
     from places p join aws_account a on a.id = p.account group by 1, 2, 3 order by 2, 3`,
    sql.values,
  )
  return rows
}
