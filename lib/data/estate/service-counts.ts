import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import type { Scope } from '../posture/scope.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

export interface ServiceCount {
  account: AccountName
  services: number
}

/** Accounts with clusters or services, in the order of the tree, each with its number of services. */
export async function countServices(viewer: Viewer, scope: Scope = {}): Promise<ServiceCount[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'r.account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<{ id: string; alias: string; services: number }>(
    `select a.id, a.alias, c.services
     from (select r.account, (count(*) filter (where r.type = 'ecs-service'))::int as services from resource r
       where ${where} and r.gone_at is null and r.type in ('ecs-cluster', 'ecs-service') group by 1) c
     join aws_account a on a.id = c.account order by a.alias, a.id`,
    sql.values,
  )
  return rows.map(({ id, alias, services }) => ({ account: { id, alias }, services }))
}
