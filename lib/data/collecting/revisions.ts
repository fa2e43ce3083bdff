import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { pool } from '../client.ts'
import { inTransaction, writeRows } from '../transaction.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

/** Revisions of one account as one version of the detectors has redacted them. */
export interface RevisionShelf {
  account: string
  /** Of the detectors and the digest key. Revisions of any other are as good as unread. */
  detectors: string
}

const readAtOnce = 500

/** Those of the revisions that are kept, by ARN. */
export async function readRevisions(
  { account, detectors }: RevisionShelf,
  arns: readonly string[],
): Promise<Map<string, TaskDefinition>> {
  const found = new Map<string, TaskDefinition>()
  for (let start = 0; start < arns.length; start += readAtOnce) {
    const { rows } = await pool().query<{ arn: string; definition: TaskDefinition }>(
      'select arn, definition from task_definition_revision where arn = any($1) and account = $2 and detectors = $3',
      [arns.slice(start, start + readAtOnce), account, detectors],
    )
    for (const { arn, definition } of rows) found.set(arn, definition)
  }
  return found
}

/** The ARNs of those that are kept. */
export async function findRevisions(
  { account, detectors }: RevisionShelf,
  arns: readonly string[],
): Promise<Set<string>> {
  const { rows } = await pool().query<{ arn: string }>(
    'select arn from task_definition_revision where arn = any($1) and account = $2 and detectors = $3',
    [arns, account, detectors],
  )
  return new Set(rows.map(({ arn }) => arn))
}

/** Keeps revisions; what other detectors have left of them is replaced. */
export async function keepRevisions(
  { account, detectors }: RevisionShelf,
  definitions: readonly TaskDefinition[],
): Promise<void> {
  await inTransaction((client) =>
    writeRows(
      client,
      definitions,
      (definition) => ({
        arn: definition.taskDefinitionArn,
        region: regionOf(definition),
        definition: JSON.stringify(definition),
      }),
      `insert into task_definition_revision (arn, account, region, definition, detectors, read_at)
       select r.arn, $2, r.region, r.definition::json, $3, now()
       from json_to_recordset($1::json) as r(arn text, region text, definition text) order by r.arn
       on conflict (arn) do update set definition = excluded.definition, detectors = excluded.detectors,
         read_at = excluded.read_at`,
      [account, detectors],
    ),
  )
}

/** A family's ACTIVE revisions, by number. */
export interface Family {
  family: string
  activeRevisions: readonly number[]
}

/** How far reading is: of the ACTIVE revisions that are registered, those that have been read. */
export interface RevisionCount {
  registered: number
  read: number
}

/**
 * Counts how many of a region's ACTIVE revisions are kept, and notes it for the account's page.
 * @param prefix what the ARNs of its task definitions begin with, up to the family
 */
export async function countRevisions(
  { account, detectors }: RevisionShelf,
  { region, prefix, families }: { region: string; prefix: string; families: readonly Family[] },
): Promise<RevisionCount> {
  const { rows } = await pool().query<RevisionCount>(
    `insert into revision_count (account, region, registered, read, counted_at)
     select $1, $2, count(*)::int, count(kept.arn)::int, now()
     from json_to_recordset($5::json) as f(family text, "activeRevisions" int[])
       cross join unnest(f."activeRevisions") as revision
       left join task_definition_revision kept on kept.account = $1 and kept.detectors = $3
         and kept.arn = $4 || f.family || ':' || revision
     on conflict (account, region) do update set registered = excluded.registered, read = excluded.read,
       counted_at = excluded.counted_at
     returning registered, read`,
    [account, region, detectors, prefix, JSON.stringify(families)],
  )
  const [counted] = rows
  if (!counted) throw new Error('counting revisions said nothing')
  return counted
}

function regionOf({ taskDefinitionArn }: TaskDefinition): string {
  return taskDefinitionArn.split(':')[3] ?? ''
}

/**
 * How far reading is in the regions of an account together; undefined before anybody has counted, and for an account
 * that the viewer may not see.
 */
export async function readRevisionCount(viewer: Viewer, account: string): Promise<RevisionCount | undefined> {
  const { rows } = await pool().query<RevisionCount>(
    `select sum(registered)::int as registered, sum(read)::int as read from revision_count where account = any($1)
     having count(*) > 0`,
    [visibleAccounts(viewer, [account])],
  )
  return rows[0]
}
