import type { PoolClient } from 'pg'
import { rankOf } from '#lib/engine/priority.ts'
import type { Stored, StoredFinding, StoredOutcome } from '#lib/engine/reconcile.ts'

/** What is stored of an account, as far as a comparison needs it. */
export async function readStored(client: PoolClient, account: string): Promise<Stored> {
  // Rows as arrays: with a hundred thousand of them an object each costs more than the query.
  const outcomes = await client.query<[string, string, string, string]>({
    text: 'select fingerprint, check_id, region, hash from outcome where account = $1',
    values: [account],
    rowMode: 'array',
  })
  const findings = await client.query<[string, string, string, StoredFinding['state'], string, number, string, string]>(
    {
      text: 'select fingerprint, check_id, region, state, status, rank, verdict, facts from finding where account = $1',
      values: [account],
      rowMode: 'array',
    },
  )
  return {
    outcomes: new Map(
      outcomes.rows.map(([fingerprint, check, region, hash]): [string, StoredOutcome] => [
        fingerprint,
        { check, region, hash },
      ]),
    ),
    findings: new Map(
      findings.rows.map(
        ([fingerprint, check, region, state, status, rank, verdict, facts]): [string, StoredFinding] => [
          fingerprint,
          { check, region, state, status, priority: rankOf(rank), verdict, facts },
        ],
      ),
    ),
  }
}
