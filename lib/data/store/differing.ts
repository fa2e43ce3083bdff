import type { PoolClient } from 'pg'
import type { Outcome } from '#lib/engine/outcome.ts'
import { rankOf } from '#lib/engine/priority.ts'
import { contentHash, type Stored, type StoredFinding, type StoredOutcome } from '#lib/engine/reconcile.ts'

/** What of a scan has to be compared, and with what. */
interface Differing {
  outcomes: readonly Outcome[]
  hashOf(outcome: Outcome): string
  stored: Stored
  /** Nothing of the account was stored before. */
  isFirst: boolean
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
  if (!(await knowsAny(client, account))) {
    return { outcomes, hashOf: contentHash, stored: nothing, isFirst: true }
  }
  const [stands, now] = await Promise.all([readStanding(client, account), describeAll(outcomes, priorityOf)])
  const changed: string[] = []
  for (const line of stands) {
    const fingerprint = line.slice(0, line.indexOf(' '))
    if (isSame(line, fingerprint.length + 1, now.get(fingerprint))) now.delete(fingerprint)
    else changed.push(fingerprint)
  }
  const rows = await readRows(client, changed)
  return {
    isFirst: false,
    outcomes: outcomes.filter(({ fingerprint }) => now.has(fingerprint)),
    hashOf: (outcome) => now.get(outcome.fingerprint)?.hash ?? contentHash(outcome),
    stored: {
      outcomes: new Map(rows.flatMap((row) => (row.outcome ? [[row.fingerprint, row.outcome]] : []))),
      findings: new Map(rows.flatMap((row) => (row.finding ? [[row.fingerprint, findingOf(row.finding)]] : []))),
    },
  }
}

const nothing: Stored = { outcomes: new Map(), findings: new Map() }

async function knowsAny(client: PoolClient, account: string): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `select exists (select from outcome where account = $1) or exists (select from finding where account = $1) as known`,
    [account],
  )
  return rows[0]?.known === true
}

/** An outcome as it is now, and as its finding is open for it; no finding is, unless it is a failure in use. */
interface Seen {
  hash: string
  finding?: string
}

/** @param start where in the line the fingerprint and its space have ended. A resolved finding of what is gone stays so. */
function isSame(line: string, start: number, seen: Seen | undefined): boolean {
  const { hash, finding } = seen ?? { hash: '-' }
  const end = start + hash.length + 1
  if (!line.startsWith(`${hash} `, start)) return false
  return finding ? line.endsWith(finding) && line.length === end + finding.length : !line.startsWith('open', end)
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

/**
 * A line for each outcome or finding: its fingerprint; the hash of the outcome, or `-`; state, status and rank of the
 * finding, or `-`. All in one text: a hundred thousand rows take longer to read than to compare.
 */
async function readStanding(client: PoolClient, account: string): Promise<string[]> {
  const { rows } = await client.query<{ lines: string | null }>(
    `select string_agg(concat_ws(' ', replace(fingerprint::text, '-', ''), coalesce(hash, '-'), coalesce(state || '/' || status || '/' || rank, '-')),
       e'\\n') as lines
     from (select fingerprint, hash from outcome where account = $1) o
       full join (select fingerprint, state::text, status, rank::text from finding where account = $1) f using (fingerprint)`,
    [account],
  )
  return rows[0]?.lines?.split('\n') ?? []
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
     from unnest($1::uuid[]) as s(fingerprint)
       left join outcome o using (fingerprint) left join finding f using (fingerprint)`,
    [fingerprints],
  )
  return rows
}

function findingOf({ rank, ...finding }: NonNullable<StoredRow['finding']>): StoredFinding {
  return { ...finding, priority: rankOf(rank) }
}
