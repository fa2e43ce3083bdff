import type { PoolClient } from 'pg'
import type { Triage } from '../findings/filter.ts'
import { InvalidInput } from '../invalid.ts'
import { recount } from '../store/recount.ts'
import type { Viewer } from '../viewer.ts'
import { listAssignees } from './people.ts'

/** What a person decides about findings. Absent fields stay as they are. */
export interface TriageChange {
  triage?: Triage
  /** User id; null takes the finding away from whoever had it. */
  assignee?: string | null
  comment?: string
}

/** A relation of findings as they are and as they shall be: number, account, triage, assignee, next_triage, next_assignee. */
export interface Picked {
  sql: string
  values: readonly unknown[]
}

export interface Applied {
  /** Findings that were picked. */
  count: number
  /** Of these, those that were not as they shall be. */
  changed: number
}

/**
 * Writes what was picked in one statement, with an event for each thing that changed, and keeps the roll-up. Call it with
 * the accounts locked and the partition of the moment made. @param at ISO 8601
 */
export async function applyPicked(
  client: PoolClient,
  picked: Picked,
  { actor, at, comment, bulk }: { actor: string; at: string; comment?: string; bulk?: number },
): Promise<Applied> {
  const bind = (offset: number) => `$${picked.values.length + offset}`
  const { rows } = await client.query<{ count: number; changed: number; accounts: string[] | null }>(
    `with picked as (${picked.sql}),
       changed as (
         update finding f set triage = p.next_triage, assignee = p.next_assignee from picked p
         where f.number = p.number and (p.triage, p.assignee) is distinct from (p.next_triage, p.next_assignee)
         returning f.number
       ),
       told as (
         insert into finding_event (finding, at, kind, actor, detail)
         select p.number, ${bind(1)}, said.kind, ${bind(2)}, jsonb_strip_nulls(said.detail || jsonb_build_object('bulk', ${bind(4)}::int))
         from picked p cross join lateral (values
           ('triage', jsonb_build_object('from', p.triage, 'to', p.next_triage), p.triage <> p.next_triage),
           ('assigned', jsonb_build_object('from', p.assignee, 'to', p.next_assignee),
             p.assignee is distinct from p.next_assignee),
           ('comment', jsonb_build_object('text', ${bind(3)}::text), ${bind(3)}::text is not null)
         ) said(kind, detail, holds) where said.holds
       )
     select count(*)::int as count, (select count(*)::int from changed) as changed,
       array_agg(distinct account) filter (where triage <> next_triage) as accounts from picked`,
    [...picked.values, at, actor, comment ?? null, bulk ?? null],
  )
  const [result] = rows
  for (const account of result?.accounts ?? []) await recount(client, account)
  return { count: result?.count ?? 0, changed: result?.changed ?? 0 }
}

/** Trims the comment, and refuses what changes nothing or names somebody who cannot have the findings. */
export async function requireChange(
  viewer: Viewer,
  change: TriageChange,
  accounts?: readonly string[],
): Promise<TriageChange> {
  const comment = change.comment?.trim() || undefined
  if (comment && comment.length > 2_000) throw new InvalidInput('Write at most 2,000 characters.')
  if (change.triage === undefined && change.assignee === undefined && comment === undefined) {
    throw new InvalidInput('Choose a state or somebody, or write a comment.')
  }
  if (change.assignee) {
    const people = await listAssignees(viewer, accounts)
    if (!people.some(({ id }) => id === change.assignee)) {
      throw new InvalidInput('Choose somebody who may triage in every account concerned.')
    }
  }
  return { ...change, comment }
}
