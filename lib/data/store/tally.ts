import type { PoolClient } from 'pg'
import type { Severity } from '#lib/checks/result.ts'
import type { ScoreRow } from '#lib/score/counts.ts'
import { copyRows } from '../copy.ts'

/** What the data layer needs to know of a check. */
export interface CheckFacts {
  id: string
  pillar: string
  severity: Severity
  aliases: readonly string[]
}

/** What a check counts by. */
export type Weight = Pick<CheckFacts, 'id' | 'pillar' | 'severity'>

/** A row of the roll-up, but for its account. */
export interface TallyRow extends TallyScoreColumns {
  region: string
  state: 'open' | 'resolved' | 'none'
  triage: string
}

const tallyColumns: readonly ('account' | keyof TallyRow)[] = [
  'account',
  'region',
  'check_id',
  'pillar',
  'weight',
  'status',
  'state',
  'severity',
  'usage',
  'counted',
  'excepted',
  'waiting',
  'triage',
  'count',
]

const refresh = `insert into tally (${tallyColumns.join(', ')})
  select $1, coalesce(o.region, f.region) as region, coalesce(o.check_id, f.check_id) as check_id,
    coalesce(c.pillar, o.pillar, f.pillar) as pillar, coalesce(c.severity, o.severity, f.severity) as weight,
    coalesce(o.status::text, 'gone') as status, coalesce(f.state::text, 'none') as state,
    case when f.state = 'open' then f.severity else coalesce(o.severity, f.severity) end as severity,
    coalesce(case when f.state = 'open' or o.fingerprint is null then f.usage else o.usage end::text, 'none') as usage,
    coalesce(o.counted_in, f.counted_in) is not null as counted,
    f.state = 'open' and f.excepted is true as excepted,
    coalesce(o.waiting, false) as waiting,
    case when f.state = 'open' then f.triage else 'new' end as triage,
    count(*)
  from (select * from outcome where account = $1) o
    full join (select * from finding where account = $1) f using (fingerprint)
    left join json_to_recordset($2::json) as c(id text, pillar text, severity severity)
      on c.id = coalesce(o.check_id, f.check_id)
  group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13`

/** Counts the account anew. Call it in the transaction of every change to its outcomes, findings or exceptions. */
export async function refreshTally(client: PoolClient, account: string, checks: readonly Weight[]): Promise<void> {
  await client.query('delete from tally where account = $1', [account])
  const facts = checks.map(({ id, pillar, severity }) => ({ id, pillar, severity }))
  await client.query(refresh, [account, JSON.stringify(facts)])
  await noteCounted(client, account)
}

/** Writes the roll-up of an account that had none. */
export async function writeFirstTally(client: PoolClient, account: string, rows: readonly TallyRow[]): Promise<void> {
  await copyRows(client, 'tally', tallyColumns, rows, (row) => ({ ...row, account }))
  await noteCounted(client, account)
}

/** Whoever keeps what the account counted before reads it anew. */
async function noteCounted(client: PoolClient, account: string): Promise<void> {
  await client.query(
    'insert into tally_version (account) values ($1) on conflict (account) do update set version = excluded.version',
    [account],
  )
}

/** The account's outcomes as the score counts them, per region. */
export async function readScoreRows(client: PoolClient, account: string): Promise<Map<string, ScoreRow[]>> {
  const { rows } = await client.query<TallyScoreColumns & { region: string }>(
    `select region, check_id, pillar, weight, status, severity, usage, counted, excepted, waiting, count
     from tally where account = $1 and status <> 'gone'`,
    [account],
  )
  const regions = Map.groupBy(rows, ({ region }) => region)
  return new Map([...regions].map(([region, own]) => [region, own.map(scoreRow)]))
}

export interface TallyScoreColumns {
  check_id: string
  pillar: string
  weight: Severity
  status: ScoreRow['status']
  severity: Severity
  usage: Exclude<ScoreRow['usage'], undefined> | 'none'
  counted: boolean
  excepted: boolean
  waiting: boolean
  count: number
}

export function scoreRow(row: TallyScoreColumns): ScoreRow {
  return {
    check: row.check_id,
    pillar: row.pillar,
    weight: row.weight,
    status: row.status,
    severity: row.severity,
    usage: row.usage === 'none' ? undefined : row.usage,
    countedIn: row.counted,
    excepted: row.excepted,
    wants: row.waiting ? 'history' : undefined,
    count: row.count,
  }
}
