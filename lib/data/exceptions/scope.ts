import { InvalidInput } from '../invalid.ts'
import { Forbidden, requireAccount, type Viewer } from '../viewer.ts'
import type { ExceptionScope } from './exception.ts'

/** A scope as its columns, in the order of the statements that take it. */
export function scopeColumns(scope: ExceptionScope): unknown[] {
  return [
    scope.check,
    scope.kind === 'finding' ? findingNumber(scope.finding) : null,
    scope.account ?? null,
    scope.kind === 'tag' ? scope.key : null,
    scope.kind === 'tag' ? scope.value : null,
  ]
}

/** The same as one row `e`: $1 to $5 are the columns. */
export const scopeRow = `(select $1::text as check_id, $2::bigint as finding, $3::text as account, $4::text as tag_key,
  $5::text as tag_value) e`

/** Whether finding `f`, whose resource is `r`, is in the scope of `e`. A tag that was taken away takes it out again. */
export const inScope = `f.check_id = e.check_id and (e.account is null or f.account = e.account)
  and (e.finding is null or f.number = e.finding) and (e.tag_key is null or r.tags ->> e.tag_key = e.tag_value)`

/** What is accepted of a finding is what its latest outcome `o` says: of one that cannot be judged nothing is known. */
export const judged = `f.state = 'open' and o.status = 'fail' and o.usage is distinct from 'registered'`

/** The reasons of outcome `o` as they are accepted: which, and with which values. */
export const acceptedReasons = `(select coalesce(jsonb_agg(distinct jsonb_build_object('id', seen -> 'id', 'text', seen -> 'text')), '[]')
  from json_array_elements(o.detail -> 'reasons') seen)`

/** Whether finding `f` with outcome `o` is worse than what cover `c` accepted: more severe, or for a further reason. */
export const widened = `(f.severity < c.severity or exists (
  select from json_array_elements(o.detail -> 'reasons') seen
  where not c.reasons @> jsonb_build_array(jsonb_build_object('id', seen -> 'id', 'text', seen -> 'text'))))`

/** Throws Forbidden unless the viewer may see all that the scope can reach. */
export function requireScope(viewer: Viewer, account: string | undefined): void {
  if (account !== undefined) requireAccount(viewer, account)
  else if (viewer.accounts !== 'all') {
    throw new Forbidden('You may not see every account: choose one account for the exception.')
  }
}

function findingNumber(id: string): string {
  const number = /^F-(\d{1,18})$/.exec(id)?.[1]
  if (number === undefined) throw new InvalidInput('Only a finding with an F-number can be excepted: open it again.')
  return number
}
