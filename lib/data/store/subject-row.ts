import type { Outcome } from '#lib/engine/outcome.ts'
import { resourceKey } from '#lib/engine/resources.ts'

/** What turns an outcome into rows: the ids of its account's resources, and the pillars of the checks. */
export interface RowContext {
  resources: ReadonlyMap<string, number>
  pillars: ReadonlyMap<string, string>
}

/** Columns that an outcome and its finding share, by name. */
export function subjectRow(outcome: Outcome, { resources, pillars }: RowContext) {
  const { subject, reasons, reason, hints } = outcome
  const key = resourceKey(subject)
  const resource = resources.get(key)
  const pillar = pillars.get(outcome.check)
  if (resource === undefined) throw new Error(`no row was made for the resource ${key}`)
  if (pillar === undefined) throw new Error(`the check ${outcome.check} is not in the check set`)
  return {
    fingerprint: outcome.fingerprint,
    account: outcome.account,
    region: outcome.region,
    check_id: outcome.check,
    pillar,
    resource_id: resource,
    subject_type: subject.type,
    subject_key: subject.id,
    subject_name: subject.name,
    subject_arn: subject.arn,
    severity: outcome.severity,
    heuristic: outcome.confidence === 'heuristic',
    usage: outcome.usage,
    services: outcome.services,
    clusters: outcome.clusters,
    counted_in: outcome.countedIn,
    message: reasons[0]?.text ?? reason ?? hints[0] ?? '',
  }
}

/** The column names of `subjectRow`, also as one text, and the same with their types for json_to_recordset. */
export const subjectColumns = `fingerprint, account, region, check_id, pillar, resource_id, subject_type, subject_key,
  subject_name, subject_arn, severity, heuristic, usage, services, clusters, counted_in, message`
export const subjectColumnNames: readonly string[] = subjectColumns.split(',').map((column) => column.trim())
export const subjectRecord = `fingerprint uuid, account text, region text, check_id text, pillar text, resource_id int,
  subject_type text, subject_key text, subject_name text, subject_arn text, severity severity, heuristic boolean,
  usage usage, services text[], clusters text[], counted_in uuid, message text`
