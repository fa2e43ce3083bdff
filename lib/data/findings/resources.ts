import { pool } from '../client.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'

/** More are cheaper to compare row by row: then every page holds some of them soon. */
const mostResources = 5_000

/**
 * A condition on findings `s`: that their resource `r` is one of those that the conditions describe. A few are looked up
 * first, so that findings can be read by an index; of many the conditions stay what they are.
 * @param conditionsOf makes the conditions with the placeholders of a statement
 */
export async function ofResources(
  conditionsOf: (sql: Binder) => string[],
  sql: Binder,
  accounts?: readonly string[],
): Promise<string> {
  const lookup = binder()
  const where = all([...conditionsOf(lookup), oneOf(lookup, 'r.account', accounts)])
  const { rows } = await pool().query<{ count: number; ids: string | null }>(
    `select count(*)::int as count, string_agg(id::text, ',') as ids
     from (select r.id from resource r where ${where} limit ${mostResources + 1}) found`,
    lookup.values,
  )
  const { count = 0, ids } = rows[0] ?? {}
  if (count > mostResources) return all(conditionsOf(sql))
  return `s.resource_id = any(${sql.bind(`{${ids ?? ''}}`)}::int[])`
}
