import type { PoolClient } from 'pg'
import { attest } from '#lib/engine/attest.ts'
import { rankOf } from '#lib/engine/priority.ts'
import { reconcile, type StoredFinding } from '#lib/engine/reconcile.ts'
import { resourceKey } from '#lib/engine/resources.ts'
import { writeFindings } from '../store/findings.ts'
import { writeOutcomes } from '../store/outcomes.ts'
import { rescore } from '../store/recount.ts'
import { readOutcomes, type StoredRow } from '../store/stored-outcome.ts'
import { answerables, endAnswers, readAnswers } from './answers.ts'

/**
 * Brings an account's outcomes of some checks, their findings, the roll-up and the scores in line with the answers that
 * hold at `now` (ISO 8601). Call it with the account locked, in the transaction of what was decided.
 */
export async function applyAnswers(
  client: PoolClient,
  account: string,
  checks: readonly string[],
  now: string,
): Promise<void> {
  const stored = await readOutcomes(
    client,
    `o.account = $1 and o.check_id = any($2) and (o.status in ('manual', 'fail') or o.attestation is not null)`,
    [account, checks],
  )
  const answers = await readAnswers(client, account, checks)
  const outcomes = stored.map(({ outcome }) => outcome)
  const laid = attest({ outcomes, complete: new Set() }, answers, answerables, now)
  await endAnswers(client, laid.ended, now)
  const before = new Map(stored.map((row) => [row.outcome.fingerprint, row]))
  const differing = laid.evaluation.outcomes.filter(
    ({ fingerprint, attested }) => attested?.id !== before.get(fingerprint)?.outcome.attested?.id,
  )
  if (differing.length === 0) return
  const rows = differing.flatMap(({ fingerprint }) => before.get(fingerprint) ?? [])
  const changes = reconcile(
    { outcomes: differing, complete: new Set() },
    {
      outcomes: new Map(
        rows.map(({ outcome, hash }) => [outcome.fingerprint, { check: outcome.check, region: outcome.region, hash }]),
      ),
      findings: await findingsOf(client, rows),
    },
    checks.map((id) => ({ id, aliases: [] })),
    ({ fingerprint }) => before.get(fingerprint)?.priority ?? 0,
    { mayBeGone: () => false },
  )
  const scan = await latestScan(client, account)
  const context = {
    resources: new Map(rows.map(({ outcome, resource }) => [resourceKey(outcome.subject), resource])),
    pillars: new Map(rows.map(({ outcome, pillar }) => [outcome.check, pillar])),
  }
  await writeOutcomes(client, changes, scan, context)
  await writeFindings(client, changes, { scan, at: now, current: scan }, context)
  await rescore(client, account)
}

async function findingsOf(client: PoolClient, rows: readonly StoredRow[]): Promise<Map<string, StoredFinding>> {
  const found = await client.query<Omit<StoredFinding, 'priority'> & { fingerprint: string; rank: number }>(
    `select fingerprint, check_id as check, region, state, status, rank, verdict, facts from finding
     where fingerprint = any($1)`,
    [rows.map(({ outcome }) => outcome.fingerprint)],
  )
  return new Map(
    found.rows.map(({ fingerprint, rank, ...finding }) => [fingerprint, { ...finding, priority: rankOf(rank) }]),
  )
}

async function latestScan(client: PoolClient, account: string): Promise<number> {
  const { rows } = await client.query<{ scan: number | null }>(
    'select last_scan as scan from aws_account where id = $1',
    [account],
  )
  const scan = rows[0]?.scan
  if (scan == null) throw new Error(`account ${account} has outcomes and no finished scan`)
  return scan
}
