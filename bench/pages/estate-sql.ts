import type { inTransaction } from '#lib/data/transaction.ts'

/** What a transaction gives to its work. */
type Client = Parameters<Parameters<typeof inTransaction>[0]>[0]

export const teams = [
  'payments',
  'ledger',
  'search',
  'checkout',
  'identity',
  'catalog',
  'pricing',
  'shipping',
  'orders',
  'billing',
  'fraud',
  'messaging',
  'reports',
  'media',
  'inventory',
  'loyalty',
  'support',
  'mobile',
  'partner',
  'data',
]
export const parts = [
  'api',
  'worker',
  'web',
  'gateway',
  'cron',
  'consumer',
  'indexer',
  'proxy',
  'admin',
  'sync',
  'importer',
  'exporter',
  'scheduler',
  'cache',
  'router',
  'mailer',
  'webhook',
  'stream',
  'batch',
  'metrics',
]
export const regions = ['eu-west-1', 'us-east-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2', 'ca-central-1']
const kinds = ['task-definition', 'ecs-service', 'task-definition', 'iam-role', 'security-group', 'log-group']
const environments = ['production', 'staging', 'development']
const horizonMonths = 24

/** The months in which the findings were opened. */
export function months(now = new Date()): string[] {
  return Array.from({ length: horizonMonths + 1 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString(),
  )
}

/** A number from 0 to 1 that depends on a row, a purpose and the seed alone. */
export function prepareDraw(seed: number): string {
  return `create function draw(i bigint, purpose int) returns float8 language sql immutable parallel safe as
    $$ select (hashint8extended(i, ${seed} * 100 + purpose) & 4503599627370495)::float8 / 4503599627370496 $$`
}

const finished = `values ($1, 'schedule', 'done', 1, now() - $3 * interval '1 day', now() - $3 * interval '1 day',
  now() - $3 * interval '1 day', $2, 'bench') returning id`

/** An account with two scans: yesterday's, and today's that can be compared with it. */
export async function insertAccount(client: Client, account: string, index: number): Promise<void> {
  await client.query(
    `insert into aws_account (id, alias, kind, comparable) values ($1, $2, 'server-credentials', true)`,
    [account, `account-${index}`],
  )
  const scan = `insert into scan (account, trigger, state, attempt, created_at, started_at, finished_at, regions,
    check_set_hash) ${finished}`
  await client.query(scan, [account, ['eu-west-1'], 1])
  const { rows } = await client.query<{ id: number }>(scan, [account, ['eu-west-1'], 0])
  await client.query('update aws_account set last_scan = $2 where id = $1', [account, rows[0]?.id])
}

interface Filling {
  account: string
  /** Number of the first row, and how many; ten rows for each resource. */
  first: number
  count: number
  ids: readonly string[]
  pillars: readonly string[]
  severities: readonly string[]
}

export async function fillAccount(client: Client, filling: Filling): Promise<void> {
  const { account, first, count, ids, pillars, severities } = filling
  await client.query(resources, [account, first / 10, (first + count) / 10 - 1])
  await client.query(outcomes, [account, ids, pillars, severities, first / 10, (first + count) / 10 - 1])
  await client.query(
    `insert into finding_event (finding, at, kind, scan, detail)
     select number, first_seen, 'opened', opened_scan, jsonb_build_object('severity', severity,
       'reasons', jsonb_build_array(jsonb_build_object('id', 'bench', 'text', message, 'severity', severity,
         'confidence', 'certain', 'evidence', jsonb_build_array())))
     from finding where account = $1`,
    [account],
  )
}

/** One of the values for each `r`; with a power above 1 the first ones are more frequent. */
function pick(values: readonly string[], purpose: number, power = 1): string {
  const list = values.map((value) => `'${value}'`).join(', ')
  return `(array[${list}])[1 + floor(power(draw(r, ${purpose}), ${power}) * ${values.length})::int]`
}

const resources = `insert into resource (id, account, region, key, type, name, arn, tags, owner, environment, exposed,
    search, hash, first_seen, changed_at)
  select r + 1, $1, region, key, kind, name, key, jsonb_build_object('team', team, 'stage', environment),
    case when draw(r, 1) < 0.8 then team end, environment, draw(r, 2) < 0.15, lower(name || ' ' || team), 'bench',
    now() - interval '700 days', now() - interval '10 days'
  from (
    select r, team, environment, region, kind, team || '-' || part || '-' || r as name,
      'arn:aws:ecs:' || region || ':' || $1 || ':' || kind || '/' || team || '-' || part || '-' || r as key
    from (
      select r, ${pick(teams, 3, 2)} as team, ${pick(parts, 4)} as part, ${pick(environments, 5, 2)} as environment,
        ${pick(regions, 6, 2)} as region, ${pick(kinds, 7)} as kind
      from generate_series($2::bigint, $3::bigint) r
    ) drawn
  ) named`

const rank = `99 - (case severity when 'critical' then 80 when 'high' then 60 when 'medium' then 40 when 'low' then 20 else 0 end
  + case usage when 'running' then 8 when 'desired' then 6 when 'registered' then 0 else 4 end
  + case when exposed then 8 else 0 end + case when environment = 'production' then 3 else 0 end)`

const shared = `fingerprint, account, region, check_id, pillar, resource_id, subject_type, subject_key, subject_name,
  subject_arn, severity, heuristic, usage, services, clusters, counted_in, message`

/** Outcomes, and findings of those that fail in use, of a part of those unknown now, and of some that were fixed. */
const outcomes = `with base as materialized (
    select i, md5(i || ' ' || draw(i, 0))::uuid as fingerprint, account, region, check_id, pillar, resource_id, subject_type,
      subject_key, subject_name, subject_arn, severity, draw(i, 10) < 0.1 as heuristic,
      (array['running','running','running','running','running','running','running','desired','scheduled',
        'registered',null,null])[1 + floor(draw(resource_id, 11) * 12)::int]::usage as usage,
      array['arn:aws:ecs:' || region || ':' || account || ':service/main/' || subject_name] as services,
      array['arn:aws:ecs:' || region || ':' || account || ':cluster/main'] as clusters,
      case when draw(i, 12) < 0.005 then md5('elsewhere')::uuid end as counted_in,
      subject_name || ' does not do what the guide recommends; see its configuration.' as message,
      case when drawn < 0.3 then 'fail' when drawn < 0.9 then 'pass' when drawn < 0.95 then 'unknown'
        else 'not_applicable' end::outcome_status as status,
      exposed, environment
    from (
      select i, draw(i, 13) as drawn, r.account, r.region, r.id as resource_id, r.type as subject_type,
        r.key as subject_key, r.name as subject_name, r.arn as subject_arn, r.exposed, r.environment,
        ($2::text[])[c] as check_id, ($3::text[])[c] as pillar, ($4::text[])[c]::severity as severity
      from resource r, generate_series((r.id - 1) * 10::bigint, (r.id - 1) * 10::bigint + 9) i,
        lateral (select 1 + ((draw(r.id, 14) * 1000)::int + (i % 10) * (array_length($2::text[], 1) / 10))
          % array_length($2::text[], 1) as c) chosen
      where r.id between $5::bigint + 1 and $6::bigint + 1
    ) placed
  ),
  stored as (
    insert into outcome (${shared}, status, waiting, detail, hash, since)
    select ${shared}, status, false, jsonb_build_object('reasons', jsonb_build_array(jsonb_build_object('id', 'bench',
      'text', message, 'severity', severity, 'confidence', 'certain', 'evidence', jsonb_build_array(jsonb_build_object(
      'path', 'containerDefinitions[0].user', 'value', subject_name))))), left(md5(i::text), 16), 1
    from base
  ),
  lives as (
    select base.*, case when status = 'pass' then 'resolved' else 'open' end::finding_state as state, s.latest, s.before,
      draw(i, 20) as born, draw(i, 21) as ended, draw(i, 22) as decided
    from base, (select max(id) as latest, min(id) as before from scan where account = $1) s
    where usage is distinct from 'registered' and (status = 'fail' or (status = 'unknown' and draw(i, 23) < 0.2)
      or (status = 'pass' and draw(i, 23) < 0.1))
  )
  insert into finding (${shared}, state, rank, first_seen, opened_scan, reopened_scan, resolved_scan, resolved_at,
    resolved_reason, triage, excepted, verdict, facts, status)
  select ${shared}, state, ${rank},
    case when born < 0.01 then now() else now() - (1 + born * 700) * interval '1 day' end,
    case when born < 0.01 then latest else before end, case when born > 0.997 then latest end,
    case when state = 'resolved' then before end,
    case when state = 'resolved' then now() - ended * (1 + born * 700) * interval '1 day' end,
    case when state = 'resolved' then 'fixed'::resolved_reason end,
    case when decided < 0.85 then 'new' when decided < 0.95 then 'in_progress' else 'done' end::triage,
    state = 'open' and decided between 0.5 and 0.52, left(md5(i::text), 16), right(md5(i::text), 16), status::text
  from lives`
