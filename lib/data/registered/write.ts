import type { PoolClient } from 'pg'
import type { Registrations } from '#lib/engine/registrations.ts'
import { writeRows } from '../transaction.ts'

/** $2 is the account, $3 the time. A revision that leaves use is noted with that time, for as long as it is registered. */
const upsert = `insert into registered_family as f (account, region, family, active, used, left_use)
  select $2, region, family, active, used, '{}'
  from json_to_recordset($1::json) as r(region text, family text, active int[], used int[])
  on conflict (account, region, family) do update set active = excluded.active, used = excluded.used,
    left_use = (
      select coalesce(jsonb_object_agg(revision, coalesce(f.left_use->>revision::text, $3)), '{}')
      from unnest(excluded.active) revision
      where revision <> all(excluded.used) and (f.left_use ? revision::text or revision = any(f.used)))
  where (f.active, f.used) is distinct from (excluded.active, excluded.used)`

/**
 * Keeps the registered families of an account current, in the regions given; only what differs is written.
 * @param at ISO 8601: the time of the scan
 */
export async function writeRegistrations(
  client: PoolClient,
  { account, at }: { account: string; at: string },
  registrations: readonly Registrations[],
): Promise<void> {
  const rows = registrations.flatMap(({ region, families }) => families.map((family) => ({ region, ...family })))
  await writeRows(client, rows, (row) => row, upsert, [account, at])
  for (const { region, families } of registrations) {
    await client.query('delete from registered_family where account = $1 and region = $2 and family <> all($3)', [
      account,
      region,
      families.map(({ family }) => family),
    ])
    await client.query(
      `insert into registered_region (account, region, read_at) values ($1, $2, $3)
       on conflict (account, region) do update set read_at = excluded.read_at`,
      [account, region, at],
    )
  }
}
