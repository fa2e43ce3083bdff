import type { PoolClient } from 'pg'
import { rankOf } from '#lib/engine/priority.ts'
import type { Stored, StoredFinding, StoredOutcome, StoredSubject } from '#lib/engine/reconcile.ts'

type SubjectColumns = [string, string, string[], string[]]

const belonging = 'subject_type, subject_key, services, clusters'

/** All that is stored of an account, as far as a comparison needs it, and where each subject belongs. */
export async function readStored(client: PoolClient, account: string): Promise<Stored> {
  // Rows as arrays: with a hundred thousand of them an object each costs more than the query.
  const outcomes = await client.query<[string, string, string, string, ...SubjectColumns]>({
    text: `select fingerprint, check_id, region, hash, ${belonging} from outcome where account = $1`,
    values: [account],
    rowMode: 'array',
  })
  const findings = await client.query<
    [string, string, string, StoredFinding['state'], string, number, string, string, ...SubjectColumns]
  >({
    text: `select fingerprint, check_id, region, state, status, rank, verdict, facts, ${belonging}
           from finding where account = $1`,
    values: [account],
    rowMode: 'array',
  })
  return {
    outcomes: new Map(
      outcomes.rows.map(([fingerprint, check, region, hash, ...subject]): [string, StoredOutcome] => [
        fingerprint,
        { check, region, hash, subject: subjectOf(region, subject) },
      ]),
    ),
    findings: new Map(
      findings.rows.map(
        ([fingerprint, check, region, state, status, rank, verdict, facts, ...subject]): [string, StoredFinding] => [
          fingerprint,
          { check, region, state, status, priority: rankOf(rank), verdict, facts, subject: subjectOf(region, subject) },
        ],
      ),
    ),
  }
}

function subjectOf(region: string, [type, id, services, clusters]: SubjectColumns): StoredSubject {
  return { region, type, id, services, clusters }
}
