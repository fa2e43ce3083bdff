import { beforeAll, describe, expect, test } from 'vitest'
import { findAccount } from '#lib/data/accounts.ts'
import { pool } from '#lib/data/client.ts'
import { findScan, listScans } from '#lib/data/scans.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { fingerprint } from '#lib/engine/outcome.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { operator, production, setupSample } from './testing/sample.ts'
import { rowCounts, storedFindings } from './testing/state.ts'

setupTestDatabase()
const aws = setupSample()

const scan = (scope: { clusters?: string[]; services?: string[] } = {}, regions: string[] = []) =>
  scanIntoDatabase(operator, { role: aws.account(production), scope, regions })

const tables = {
  outcomes: 'select * from outcome',
  findings: 'select * from finding',
  events: 'select * from finding_event',
  resources: 'select * from resource',
  counts: 'select * from tally',
  scores: 'select scan, scope, result, counts from score_snapshot',
  account: 'select last_scan, comparable from aws_account',
}

/** Everything that pages show of the account, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const read = async (query: string) => {
    const { rows } = await pool().query<{ line: string }>(`select row_to_json(r)::text as line from (${query}) r`)
    return rows.map(({ line }) => line).sort()
  }
  return Object.fromEntries(
    await Promise.all(Object.entries(tables).map(async ([name, query]) => [name, await read(query)] as const)),
  )
}

async function namesOf(type: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    'select distinct name from resource where type = $1 order by 1',
    [type],
  )
  return rows.map(({ name }) => name)
}

async function newestScan() {
  const [newest] = (await listScans(operator, {}, { size: 1 })).rows
  return newest && findScan(operator, newest.id)
}

describe('a scan of a part of an account', () => {
  beforeAll(() => scan(), 60_000)

  test('changes nothing when nothing has changed, whichever cluster it looks at', async () => {
    const before = await everything()
    for (const cluster of (await namesOf('ecs-cluster')).filter((_, index) => index % 3 === 0)) {
      await scan({ clusters: [cluster] })
      const after = await everything()
      for (const table of Object.keys(tables))
        expect([cluster, table, after[table]]).toEqual([cluster, table, before[table]])
    }
  }, 240_000)

  test('changes nothing when nothing has changed, whichever service it looks at', async () => {
    const before = await everything()
    const services = await namesOf('ecs-service')
    for (const service of services.filter((_, index) => index % 12 === 0)) {
      await scan({ services: [service] })
      const after = await everything()
      for (const table of Object.keys(tables))
        expect([service, table, after[table]]).toEqual([service, table, before[table]])
    }
  }, 240_000)

  test('says that it is one, and is no new state of the whole account', async () => {
    await scan({ services: ['admin-portal'] })
    expect(await newestScan()).toMatchObject({ state: 'done', partial: true, settings: { services: ['admin-portal'] } })
    const { rows } = await pool().query<{ partial: boolean }>(
      'select s.partial from aws_account a join scan s on s.id = a.last_scan',
    )
    expect(rows).toEqual([{ partial: false }])
  })

  test('opens what fails in it', async () => {
    const before = await storedFindings(production)
    const portal = [...before.values()].filter(({ subject }) => subject.includes('task-definition/admin-portal#'))
    expect(portal.length).toBeGreaterThan(0)
    await pool().query(`delete from finding where subject_key ~ 'task-definition/admin-portal#'`)
    await pool().query(`delete from outcome where subject_key ~ 'task-definition/admin-portal#'`)
    await scan({ services: ['admin-portal'] })
    expect([...(await storedFindings(production)).keys()].sort()).toEqual([...before.keys()].sort())
  })

  test('resolves what is gone from it, and what is gone elsewhere stays', async () => {
    await inventInService('gone-here', 'core')
    await inventInService('gone-there', 'elsewhere')
    const [cluster] = await namesOf('ecs-cluster')
    await pool().query(`update finding set clusters = $1 where subject_name = 'gone-here'`, [[await arnOf(cluster)]])
    await pool().query(`update outcome set clusters = $1 where subject_name = 'gone-here'`, [[await arnOf(cluster)]])
    await scan({ clusters: [cluster ?? ''] })
    const { rows } = await pool().query(
      `select subject_name as name, state, resolved_reason as reason from finding where subject_name ~ '^gone-' order by 1`,
    )
    expect(rows).toEqual([
      { name: 'gone-here', state: 'resolved', reason: 'deleted' },
      { name: 'gone-there', state: 'open', reason: null },
    ])
  })

  test.each([
    ['cluster', { clusters: ['no-such-cluster'] }],
    ['service', { services: ['no-such-service'] }],
  ])('of a %s that is not there fails with one sentence and changes nothing', async (kind, scope) => {
    const counts = await rowCounts()
    await expect(scan(scope)).rejects.toThrow(
      new RegExp(`has no ${kind} no-such-${kind} in .*: check the name and the region\\.$`),
    )
    expect(await rowCounts()).toEqual(counts)
    expect((await findAccount(operator, production))?.lastError).toBeUndefined()
  })
})

async function arnOf(cluster: string | undefined): Promise<string> {
  const { rows } = await pool().query<{ arn: string }>(
    `select arn from resource where type = 'ecs-cluster' and name = $1`,
    [cluster],
  )
  return rows[0]?.arn ?? ''
}

/** A service that an earlier scan saw failing, of a cluster that is not there. */
async function inventInService(name: string, cluster: string): Promise<void> {
  const { rows } = await pool().query<{ outcome: object; finding: object }>(
    `select row_to_json(o) as outcome, row_to_json(f) as finding from finding f join outcome o using (fingerprint)
     where f.subject_type = 'ecs-service' and f.state = 'open' limit 1`,
  )
  const own = {
    fingerprint: fingerprint(production, 'us-east-1', 'some-check', name),
    subject_key: name,
    subject_name: name,
    services: [name],
    clusters: [`arn:aws:ecs:us-east-1:${production}:cluster/${cluster}`],
  }
  await pool().query('insert into outcome select * from json_populate_record(null::outcome, $1)', [
    { ...rows[0]?.outcome, ...own },
  ])
  await pool().query('insert into finding select * from json_populate_record(null::finding, $1)', [
    { ...rows[0]?.finding, ...own, number: name.length * 1_000_000 },
  ])
}
