import type { PoolClient } from 'pg'
import type { Outcome } from '#lib/engine/outcome.ts'
import { rankOf } from '#lib/engine/priority.ts'
import { contentHash, type Stored, type StoredFinding, type StoredOutcome } from '#lib/engine/reconcile.ts'

/** What of a scan has to be compared, and with what. */
interface Differing {
  outcomes: Outcome[]
  hashOf(outcome: Outcome): string
  stored: Stored
}

/**
 * What a scan of a whole account may change: the outcomes that are not stored as they are now, and all that is stored of
 * them and of what the scan did not see. Postgres leaves out the rest, so that a scan in which little has changed costs
 * little beyond the hashes of its outcomes.
 */
export async function readDiffering(
  client: PoolClient,
  account: string,
  outcomes: readonly Outcome[],
  priorityOf: (outcome: Outcome) => number,
): Promise<Differing> {
  const hashes = outcomes.map(contentHash)
  const ranks = outcomes.map((outcome) => (isInUse(outcome) ? rankOf(priorityOf(outcome)) : '-'))
  const { rows } = await client.query<DifferingRow>(differing, [
    account,
    outcomes.map(({ fingerprint }) => fingerprint).join(' '),
    hashes.join(' '),
    ranks.join(' '),
  ])
  const changed = new Set(rows.map(({ fingerprint }) => fingerprint))
  const known = new Map<Outcome, string>()
  for (const [index, outcome] of outcomes.entries()) {
    const hash = hashes[index]
    if (hash !== undefined && changed.has(outcome.fingerprint)) known.set(outcome, hash)
  }
  return {
    outcomes: [...known.keys()],
    hashOf: (outcome) => known.get(outcome) ?? contentHash(outcome),
    stored: {
      outcomes: new Map(rows.flatMap((row) => (row.outcome ? [[row.fingerprint, row.outcome]] : []))),
      findings: new Map(rows.flatMap((row) => (row.finding ? [[row.fingerprint, findingOf(row.finding)]] : []))),
    },
  }
}

interface DifferingRow {
  fingerprint: string
  outcome: StoredOutcome | null
  finding: (Omit<StoredFinding, 'priority'> & { rank: number }) | null
}

function findingOf({ rank, ...finding }: NonNullable<DifferingRow['finding']>): StoredFinding {
  return { ...finding, priority: rankOf(rank) }
}

function isInUse({ status, usage }: Outcome): boolean {
  return status === 'fail' && usage !== 'registered'
}

/**
 * A rank stands for a failure in use: it is as it was when the outcome is, and its finding is open with this rank. Of
 * other outcomes no finding may be open. A finding that was resolved and whose subject is gone stays so.
 */
const differing = `
  with seen as materialized (
    select * from unnest(string_to_array($2, ' '), string_to_array($3, ' '), string_to_array($4, ' ', '-')::smallint[])
      as s(fingerprint, hash, rank)
  )
  select fingerprint,
    case when o.hash is not null then json_build_object('check', o.check_id, 'region', o.region, 'hash', o.hash) end
      as outcome,
    case when f.state is not null then json_build_object('check', f.check_id, 'region', f.region, 'state', f.state,
      'status', f.status, 'rank', f.rank, 'verdict', f.verdict, 'facts', f.facts) end as finding
  from (select fingerprint, check_id, region, hash from outcome where account = $1) o
    full join (select fingerprint, check_id, region, state, status, rank, verdict, facts from finding where account = $1) f
      using (fingerprint)
    full join seen s using (fingerprint)
  where case
    when s.hash is null then o.hash is not null or f.state = 'open'
    when o.hash is distinct from s.hash then true
    when s.rank is null then f.state is not distinct from 'open'
    else (f.state = 'open' and f.status = 'fail' and f.rank = s.rank) is not true
  end`
