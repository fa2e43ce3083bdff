import type { Resource } from '#lib/engine/resources.ts'
import { signAnswer } from '../attestations/sign.ts'
import { pool } from '../client.ts'
import { requestException } from '../exceptions/request.ts'
import { createScan } from '../scan-life.ts'
import { addSchedule } from '../schedules/schedules.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  production,
  scanOf,
  staging,
  testCall,
  testGap,
} from './scans.ts'

/** What there is in the second account, by the ids that a viewer of the first one might guess. */
export interface Foreign {
  scan: number
  activeScan: number
  finding: string
  fingerprint: string
  resource: number
  service: number
  schedule: number
  exception: number
  attestation: number
}

/** Two accounts with the same of everything: scans, findings, a schedule, an exception and an answer. */
export async function fillTwoAccounts(): Promise<Foreign> {
  for (const [account, alias] of [
    [production, 'prod'],
    [staging, 'staging'],
  ] as const) {
    await addTestAccount(account, alias)
    for (const name of ['web', 'api']) {
      await scanOf(
        [
          containerOutcome(name, 'fail', { account }),
          containerOutcome('lost', 'unknown', { account }),
          containerOutcome('old', 'fail', { account, usage: 'registered' }),
          containerOutcome('good', 'pass', { account }),
          accepted(account),
          asking(account),
        ],
        {
          account,
          resources: estateOf(account),
          gaps: [testGap],
          ledger: [testCall],
          at: new Date().toISOString(),
          registrations,
        },
      )
    }
  }
  const { rows } = await pool().query(
    `select number, fingerprint, resource_id, opened_scan from finding
     where account = $1 and state = 'open' and check_id = 'ctr-non-root-user'`,
    [staging],
  )
  const [row] = rows
  const services = await pool().query(`select id from resource where account = $1 and type = 'ecs-service'`, [staging])
  const activeScan = await createScan(administrator, { account: staging, trigger: 'manual' })
  await createScan(administrator, { account: production, trigger: 'manual' })
  await addSchedule(administrator, scheduleOf(production, staging))
  const schedule = await addSchedule(administrator, scheduleOf(staging))
  await pool().query(
    `insert into scheduled_scan (schedule, account, due_at, run_at, state) values ($1, $2, now(), now(), 'waiting')`,
    [schedule, staging],
  )
  await pool().query(
    'insert into revision_count (account, region, registered, read, counted_at) values ($1, $2, 7, 3, now())',
    [staging, 'eu-west-1'],
  )
  await requestException(administrator, exceptionOf(production))
  const exception = await requestException(administrator, exceptionOf(staging))
  await signAnswer(administrator, answerOf(production))
  const attestation = await signAnswer(administrator, answerOf(staging))
  return {
    schedule,
    exception,
    attestation,
    scan: row.opened_scan,
    activeScan,
    finding: `F-${row.number}`,
    fingerprint: row.fingerprint,
    resource: row.resource_id,
    service: services.rows[0].id,
  }
}

const registrations = [{ region: 'eu-west-1', families: [{ family: 'old', active: [1, 2], used: [] }] }]

export function scheduleOf(...accounts: string[]) {
  return {
    name: 'Nightly',
    cron: '0 2 * * *',
    timeZone: 'UTC',
    target: { kind: 'accounts', accounts },
    catchUp: false,
    spreadMinutes: 0,
  } as const
}

export const accepted = (account: string) =>
  containerOutcome('kept', 'fail', { account, check: 'scr-no-plaintext-env' })

const question = 'Does it drain in time?'
export const asking = (account: string) =>
  containerOutcome('asked', 'manual', { account, check: 'dep-deregistration-delay', reason: question })

export function answerOf(account: string) {
  const { fingerprint } = asking(account)
  const file = { name: 'a.txt', bytes: Buffer.from(account) }
  return { fingerprint, scope: 'account', yes: true, statement: question, comment: '', links: [], file } as const
}

export function exceptionOf(account: string) {
  const scope = { kind: 'account', check: 'scr-no-plaintext-env', account } as const
  const expiresAt = new Date(Date.now() + 86_400_000)
  return { kind: 'risk_accepted', reason: 'Known, and planned.', scope, expiresAt } as const
}

function estateOf(account: string): Resource[] {
  const cluster = `arn:aws:ecs:eu-west-1:${account}:cluster/main`
  const service = `arn:aws:ecs:eu-west-1:${account}:service/main/web`
  const family = `arn:aws:ecs:eu-west-1:${account}:task-definition/web`
  const base = { region: 'eu-west-1', tags: {}, exposed: false, relations: [] }
  return [
    { ...base, key: cluster, type: 'ecs-cluster', name: 'main', configuration: {} },
    {
      ...base,
      key: service,
      type: 'ecs-service',
      name: 'web',
      relations: [{ kind: 'runs', to: family }],
      configuration: { clusterArn: cluster, taskDefinition: `${family}:1` },
    },
    {
      ...base,
      key: family,
      type: 'task-definition',
      name: 'web',
      configuration: { containerDefinitions: [{ name: 'app' }] },
    },
  ]
}
