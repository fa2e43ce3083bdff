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
 * them and of what the scan did not see. Postgres reads what stands while the outcomes are hashed here, and tells more
 * only of what differs, so that a scan in which little has changed costs little beyond its hashes.
 */
export async function readDiffering(
  client: PoolClient,
  account: string,
  outcomes: readonly Outcome[],
  priorityOf: (outcome: Outcome) => number,
): Promise<Differing> {
  const [stands, now] = await Promise.all([readStanding(client, account), describeAll(outcomes, priorityOf)])
  const changed: string[] = []
  for (const [fingerprint, before] of stands) {
    if (!isSame(before, now.get(fingerprint))) changed.push(fingerprint)
    else now.delete(fingerprint)
  }
  const rows = await readRows(client, changed)
  return {
    outcomes: outcomes.filter(({ fingerprint }) => now.has(fingerprint)),
    hashOf: (outcome) => now.get(outcome.fingerprint)?.hash ?? contentHash(outcome),
    stored: {
      outcomes: new Map(rows.flatMap((row) => (row.outcome ? [[row.fingerprint, row.outcome]] : []))),
      findings: new Map(rows.flatMap((row) => (row.finding ? [[row.fingerprint, findingOf(row.finding)]] : []))),
    },
  }
}

/** An outcome as it is now, and as its finding is open for it; no finding is, unless it is a failure in use. */
interface Seen {
  hash: string
  finding?: string
}

/** Hash of the outcome, or `-`; then state, status and rank of its finding, or `-`. */
type Standing = readonly [hash: string, finding: string]

/** A finding that was resolved and whose subject is gone stays so. */
function isSame([hash, finding]: Standing, seen: Seen | undefined): boolean {
  if (seen && seen.hash !== hash) return false
  if (seen?.finding) return seen.finding === finding
  return (seen !== undefined || hash === '-') && !finding.startsWith('open')
}

async function describeAll(
  outcomes: readonly Outcome[],
  priorityOf: (outcome: Outcome) => number,
): Promise<Map<string, Seen>> {
  return new Map(
    outcomes.map((outcome) => {
      const isInUse = outcome.status === 'fail' && outcome.usage !== 'registered'
      const finding = isInUse ? `open/fail/${rankOf(priorityOf(outcome))}` : undefined
      return [outcome.fingerprint, { hash: contentHash(outcome), finding }]
    }),
  )
}

/** As one text: a row for each of a hundred thousand outcomes takes longer to read than to compare. */
async function readStanding(client: PoolClient, account: string): Promise<Map<string, Standing>> {
  const { rows } = await client.query<{ lines: string | null }>(
    `select string_agg(concat_ws(' ', fingerprint, coalesce(hash, '-'), coalesce(state || '/' || status || '/' || rank, '-')), e'\\n')
       as lines
     from (select fingerprint, hash from outcome where account = $1) o
       full join (select fingerprint, state::text, status, rank::text from finding where account = $1) f using (fingerprint)`,
    [account],
  )
  const lines = rows[0]?.lines?.split('\n') ?? []
  return new Map(
    lines.map((line) => {
      const [fingerprint = '', hash = '', finding = ''] = line.split(' ')
      return [fingerprint, [hash, finding]]
    }),
  )
}

interface StoredRow {
  fingerprint: string
  outcome: StoredOutcome | null
  finding: (Omit<StoredFinding, 'priority'> & { rank: number }) | null
}

async function readRows(client: PoolClient, fingerprints: readonly string[]): Promise<StoredRow[]> {
  if (fingerprints.length === 0) return []
  const { rows } = await client.query<StoredRow>(
    `select fingerprint,
       case when o.hash is not null then json_build_object('check', o.check_id, 'region', o.region, 'hash', o.hash) end
         as outcome,
       case when f.state is not null then json_build_object('check', f.check_id, 'region', f.region, 'state', f.state,
         'status', f.status, 'rank', f.rank, 'verdict', f.verdict, 'facts', f.facts) end as finding
     from unnest($1::text[]) as s(fingerprint)
       left join outcome o using (fingerprint) left join finding f using (fingerprint)`,
    [fingerprints],
  )
  return rows
}

function findingOf({ rank, ...finding }: NonNullable<StoredRow['finding']>): StoredFinding {
  return { ...finding, priority: rankOf(rank) }
}
