import type { PoolClient } from 'pg'
import type { Outcome } from '#lib/engine/outcome.ts'
import { type PriorityInput, priorityOf } from '#lib/engine/priority.ts'
import { outcomeDetail, type StoredDetail } from './outcome-detail.ts'

/** An outcome as it is stored, with where its row belongs. */
export interface StoredRow {
  outcome: Outcome
  hash: string
  pillar: string
  resource: number
  priority: number
}

interface Columns extends Omit<PriorityInput, 'usage' | 'environment'> {
  fingerprint: string
  account: string
  region: string
  check_id: Outcome['check']
  pillar: string
  resource_id: number
  subject_type: string
  subject_key: string
  subject_name: string
  subject_arn: string | null
  status: Outcome['status']
  heuristic: boolean
  usage: NonNullable<Outcome['usage']> | null
  services: string[]
  clusters: string[]
  counted_in: string | null
  waiting: boolean
  message: string
  detail: StoredDetail
  hash: string
  environment: string | null
}

/** Reads outcomes back as the engine made them. @param where over `o`, the outcome, with `values` */
export async function readOutcomes(
  client: PoolClient,
  where: string,
  values: readonly unknown[],
): Promise<StoredRow[]> {
  const { rows } = await client.query<Columns>(
    `select o.fingerprint, o.account, o.region, o.check_id, o.pillar, o.resource_id, o.subject_type, o.subject_key,
       o.subject_name, o.subject_arn, o.status, o.severity, o.heuristic, o.usage, o.services, o.clusters, o.counted_in,
       o.waiting, o.message, o.detail, o.hash, r.exposed, r.environment
     from outcome o join resource r on r.id = o.resource_id where ${where} order by o.fingerprint`,
    [...values],
  )
  return rows.map((row) => {
    const outcome = outcomeOf(row)
    const { usage, severity } = outcome
    const { hash, pillar, resource_id: resource, exposed, environment } = row
    const priority = priorityOf({ severity, usage, exposed, environment: environment ?? undefined })
    return { outcome, hash, pillar, resource, priority }
  })
}

function outcomeOf(row: Columns): Outcome {
  const { reasons, hints, evidence, gaps, attested, covers, ifYes } = outcomeDetail(row.detail)
  // The message is the first reason, else the sentence of the outcome, else its first advice.
  const reason = reasons.length > 0 || row.message === '' || row.message === hints[0] ? undefined : row.message
  return {
    check: row.check_id,
    account: row.account,
    region: row.region,
    subject: {
      type: row.subject_type,
      id: row.subject_key,
      name: row.subject_name,
      ...(row.subject_arn !== null && { arn: row.subject_arn }),
    },
    status: row.status,
    severity: row.severity,
    confidence: row.heuristic ? 'heuristic' : 'certain',
    usage: row.usage ?? undefined,
    services: row.services,
    clusters: row.clusters,
    reasons,
    reason,
    hints,
    evidence,
    gaps,
    ...(row.waiting && { wants: 'history' }),
    ...(attested && { attested }),
    ...(covers && { covers }),
    ...(ifYes && { ifYes }),
    fingerprint: row.fingerprint,
    countedIn: row.counted_in ?? undefined,
  }
}
