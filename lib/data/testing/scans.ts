import { type Evaluation, fingerprint, type Outcome, type Status } from '#lib/engine/outcome.ts'
import type { Resource } from '#lib/engine/resources.ts'
import { pool } from '../client.ts'
import { claimScan, createScan } from '../scan-life.ts'
import { type FinishedScan, type StoredScan, storeScan } from '../store/store-scan.ts'
import type { CheckFacts } from '../store/tally.ts'
import type { Viewer } from '../viewer.ts'

export const administrator: Viewer = { userId: 'ada', role: 'admin', accounts: 'all' }
export const production = '111122223333'
export const staging = '444455556666'

export const testChecks: CheckFacts[] = [
  { id: 'ctr-non-root-user', pillar: 'security', severity: 'medium', aliases: [] },
  { id: 'scr-no-plaintext-env', pillar: 'security', severity: 'high', aliases: [] },
  { id: 'dep-deregistration-delay', pillar: 'deployment', severity: 'low', aliases: [] },
]

/** A call that was answered at once, and something that could not be read. */
export const testCall = {
  action: 'ecs:ListClusters',
  region: 'eu-west-1',
  count: 1,
  retried: 0,
  throttled: 0,
  denied: 0,
  failed: 0,
  bytes: 10,
  millis: 5,
}
export const testGap = {
  section: 'imageConfigs',
  region: 'eu-west-1',
  action: 'ecr:BatchGetImage',
  reason: 'denied',
} as const

/** An outcome of a container in a family of the same name as its service; `status` decides what else it says. */
export function containerOutcome(
  name: string,
  status: Status,
  given: Partial<Outcome> & { account?: string; region?: string } = {},
): Outcome {
  const { account = production, region = 'eu-west-1', check = 'ctr-non-root-user' } = given
  const family = `arn:aws:ecs:${region}:${account}:task-definition/${name}`
  const subject = { type: 'container', id: `${family}#app`, name: `${name} / app`, arn: family }
  const severity = given.severity ?? 'medium'
  return {
    check,
    account,
    region,
    subject,
    status,
    severity,
    confidence: 'certain',
    usage: 'running',
    services: [`arn:aws:ecs:${region}:${account}:service/main/${name}`],
    clusters: [`arn:aws:ecs:${region}:${account}:cluster/main`],
    reasons:
      status === 'fail'
        ? [
            {
              id: 'root',
              text: `${name} runs as root.`,
              part: `${name}:1`,
              severity,
              confidence: 'certain',
              evidence: [{ path: 'containerDefinitions[0].user', value: null }],
            },
          ]
        : [],
    hints: [],
    evidence: [],
    gaps: [],
    ...(status === 'unknown' && {
      reason: 'Could not read ecr:BatchGetImage (denied).',
      gaps: [{ action: 'ecr:BatchGetImage', region, reason: 'denied' as const, errorCode: 'AccessDeniedException' }],
    }),
    fingerprint: fingerprint(account, region, check, subject.id),
    ...given,
  }
}

/** An evaluation whose list of subjects is complete for every check and region that it speaks of. */
export function evaluationOf(outcomes: readonly Outcome[], complete?: readonly string[]): Evaluation {
  return { outcomes, complete: new Set(complete ?? outcomes.map(({ check, region }) => `${check}|${region}`)) }
}

export async function addTestAccount(id: string, alias: string): Promise<void> {
  await pool().query(`insert into aws_account (id, alias, kind) values ($1, $2, 'server-credentials')`, [id, alias])
}

export interface TestScan extends Partial<Omit<FinishedScan, 'evaluation' | 'resources'>> {
  account?: string
  /** Of a scan of a part: what it asks for. */
  settings?: Record<string, unknown>
  resources?: readonly Resource[]
  /** `check|region` and `type|region` pairs that were found completely; of checks, all that occur when absent. */
  complete?: readonly string[]
  completeTypes?: readonly string[]
}

/** Runs a scan of these outcomes through the whole life: queued, claimed, stored. */
export async function scanOf(
  outcomes: readonly Outcome[],
  { account = production, settings, resources = [], complete, completeTypes = [], ...rest }: TestScan = {},
): Promise<StoredScan & { scan: number; attempt: number }> {
  const scan = await createScan(administrator, { account, trigger: 'manual', settings })
  const claimed = await claimScan(scan, 60)
  if (!claimed) throw new Error('the scan could not be claimed')
  const stored = await storeScan({
    scan,
    attempt: claimed.attempt,
    at: '2026-11-22T08:00:00.000Z',
    regions: ['eu-west-1'],
    evaluation: evaluationOf(outcomes, complete),
    checks: testChecks,
    checkSet: { count: testChecks.length, hash: 'set-1' },
    gaps: [],
    ledger: [],
    calls: {},
    resources: { resources, complete: new Set(completeTypes) },
    ...rest,
  })
  return { ...stored, scan, attempt: claimed.attempt }
}
