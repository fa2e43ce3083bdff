import type { PoolClient } from 'pg'
import type { Weight } from './tally.ts'

const move = (table: 'outcome' | 'finding') => `update ${table} s set pillar = c.pillar
  from json_to_recordset($2::json) as c(id text, pillar text)
  where s.account = $1 and s.check_id = c.id and s.pillar <> c.pillar`

/** What is stored of an account follows checks that were moved to other pillars: lists and roll-ups tell the same. */
export async function movePillars(client: PoolClient, account: string, checks: readonly Weight[]): Promise<void> {
  const pillars = JSON.stringify(checks.map(({ id, pillar }) => ({ id, pillar })))
  await client.query(move('outcome'), [account, pillars])
  await client.query(move('finding'), [account, pillars])
}
