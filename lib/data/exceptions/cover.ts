import type { PoolClient } from 'pg'
import { acceptedReasons, inScope, judged, widened } from './scope.ts'

/** Who or what brought about that findings are covered, or no longer: a scan or a person, and when. */
export interface Cause {
  /** ISO 8601: of the events. */
  at: string
  scan?: number
  actor?: string
}

/** Findings of account $1 with their latest outcome and their resource. */
const findings = `finding f join outcome o on o.fingerprint = f.fingerprint join resource r on r.id = f.resource_id`

/** $3 is the time by which exceptions are in force. */
const inForce = `e.state = 'active' and e.expires_at > $3`

const lapse = `update exception_cover c set lapsed_at = $2
  from exception e, ${findings}
  where e.id = c.exception and f.number = c.finding and c.account = $1 and c.lapsed_at is null and ${inForce}
    and ${judged} and ${widened}`

/** An exception over one finding ends with it. */
const endLapsed = `update exception e set state = 'lapsed', ended_at = greatest($2, e.requested_at), ended_by = 'system'
  from exception_cover c
  where c.exception = e.id and c.account = $1 and c.lapsed_at is not null and e.finding is not null and ${inForce}`

/** Later findings of a scope are covered unless they go beyond what was accepted in it. */
const coverLater = `insert into exception_cover (exception, finding, account, severity, reasons, since)
  select e.id, f.number, f.account, f.severity, ${acceptedReasons}, $2
  from exception e, ${findings}
  where f.account = $1 and e.finding is null and ${inForce} and ${inScope} and ${judged}
    and not exists (select from exception_cover c where c.exception = e.id and c.finding = f.number)
    and f.severity >= e.severity and not exists (
      select from json_array_elements(o.detail -> 'reasons') seen where seen ->> 'id' <> all(e.messages))
  on conflict do nothing`

const covered = `select c.finding, min(c.exception) as exception
  from exception_cover c join exception e on e.id = c.exception
    join finding f on f.number = c.finding join resource r on r.id = f.resource_id
  where c.account = $1 and c.lapsed_at is null and ${inForce} and ${inScope} group by 1`

const hide = `with covered as (${covered}),
  changed as (
    update finding f set excepted = true from covered c where f.number = c.finding and not f.excepted
    returning f.number, c.exception
  )
  insert into finding_event (finding, at, kind, scan, actor, detail)
  select number, $2, 'excepted', $4, $5, jsonb_build_object('exception', exception) from changed`

// Counted for each finding by its index: a comparison of the two sets may take the time of their product, because what was
// covered a moment ago is not in the planner's statistics.
const show = `with changed as (
    update finding f set excepted = false
    where f.account = $1 and f.excepted and 0 = (
      select count(*) from exception_cover c join exception e on e.id = c.exception
        join resource r on r.id = f.resource_id
      where c.finding = f.number and c.lapsed_at is null and ${inForce} and ${inScope})
    returning f.number
  )
  insert into finding_event (finding, at, kind, scan, actor, detail)
  select number, $2, 'exception-ended', $4, $5,
    jsonb_strip_nulls(jsonb_build_object('exception', last.exception, 'why', last.why))
  from changed left join lateral (
    select c.exception, case when c.lapsed_at is not null then 'lapsed' when ${inForce} then 'out-of-scope'
      when e.state = 'active' then 'expired' else e.state::text end as why
    from exception_cover c join exception e on e.id = c.exception
    where c.finding = changed.number and e.state not in ('pending', 'refused')
    order by c.lapsed_at is null and ${inForce} desc, coalesce(c.lapsed_at, e.ended_at) desc nulls last limit 1
  ) last on true`

/**
 * Brings what is hidden in an account in line with its exceptions: what got worse lapses, later findings of a scope are
 * covered, and what is covered no more is back. Call it with the account locked. An event of finding_event tells of
 * each finding that changes. @returns whether any did
 */
export async function applyExceptions(client: PoolClient, account: string, now: Date, cause: Cause): Promise<boolean> {
  if (!(await matters(client, account))) return false
  const { at, scan = null, actor = null } = cause
  await client.query(lapse, [account, at, now])
  await client.query(endLapsed, [account, at, now])
  await client.query(coverLater, [account, at, now])
  const hidden = await client.query(hide, [account, at, now, scan, actor])
  const shown = await client.query(show, [account, at, now, scan, actor])
  return (hidden.rowCount ?? 0) + (shown.rowCount ?? 0) > 0
}

/** Most accounts have no exception: they cost one look. */
async function matters(client: PoolClient, account: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 where exists (select from exception e where e.state = 'active' and (e.account is null or e.account = $1))
       or exists (select from exception_cover c where c.account = $1)`,
    [account],
  )
  return rowCount === 1
}

/** Follows checks that were given other ids. @param checks with the ids they had before */
export async function renameExceptions(
  client: PoolClient,
  checks: readonly { id: string; aliases: readonly string[] }[],
): Promise<void> {
  const names = checks.flatMap(({ id, aliases }) => aliases.map((alias) => ({ id, alias })))
  if (names.length === 0) return
  await client.query(
    `update exception e set check_id = n.id from json_to_recordset($1::json) as n(id text, alias text)
     where e.check_id = n.alias`,
    [JSON.stringify(names)],
  )
}
