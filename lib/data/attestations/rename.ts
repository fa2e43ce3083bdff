import type { PoolClient } from 'pg'
import { fingerprint, type Outcome } from '#lib/engine/outcome.ts'
import type { CheckNames } from '#lib/engine/reconcile.ts'

/** Answers to a check that was renamed are answers to it under its new id. */
export async function renameAnswers(
  client: PoolClient,
  checks: readonly CheckNames[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const aliases = new Map(checks.filter((check) => check.aliases.length > 0).map(({ id, aliases }) => [id, aliases]))
  if (aliases.size === 0) return
  const renamed = outcomes.flatMap(({ account, region, check, subject, fingerprint: to }) =>
    (aliases.get(check) ?? []).map((alias) => ({ from: fingerprint(account, region, alias, subject.id), to })),
  )
  const pairs = JSON.stringify(renamed)
  for (const table of ['attestation', 'attested_subject']) {
    await client.query(
      `update ${table} a set fingerprint = r."to" from json_to_recordset($1::json) as r("from" uuid, "to" uuid)
       where a.fingerprint = r."from"`,
      [pairs],
    )
  }
  const names = [...aliases].flatMap(([id, list]) => list.map((alias) => ({ id, alias })))
  await client.query(
    `update attestation a set check_id = n.id from json_to_recordset($1::json) as n(id text, alias text)
     where a.check_id = n.alias`,
    [JSON.stringify(names)],
  )
}
