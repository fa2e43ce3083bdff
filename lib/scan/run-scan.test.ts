import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { beforeAll, describe, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { cancelScan, claimScan, createScan } from '#lib/data/scan-life.ts'
import { findScan } from '#lib/data/scans.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { planted } from '#simulator/estates/sample/planted-secrets.ts'
import { LEASE_SECONDS } from './keep-lease.ts'
import { runScan, ShuttingDown } from './run-scan.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { operator, production, setupSample } from './testing/sample.ts'
import { databaseText, rowCounts, storedFindings } from './testing/state.ts'

setupTestDatabase()
const aws = setupSample()

/** Scans production as `scan --store` does. */
const scan = () => scanIntoDatabase(operator, { role: aws.account(production) })

async function claimed() {
  const claim = await claimScan(await createScan(operator, { account: production, trigger: 'manual' }), LEASE_SECONDS)
  if (!claim) throw new Error('the scan could not be claimed')
  return claim
}

/** A key of several lines would be escaped in a dump: each of its lines counts. */
const linesOf = (secret: string) => secret.split('\n').filter((line) => !line.startsWith('-----'))

describe('a stored scan', () => {
  beforeAll(scan, 60_000)

  test('opens a finding for every failure in use, and no other', async () => {
    const report = await scan()
    const failing = report.results.filter((one) => one.status === 'fail' && one.usage !== 'registered')
    const found = await storedFindings(production)
    expect([...found.keys()].sort()).toEqual(failing.map((one) => one.fingerprint).sort())
    expect(failing.length).toBeGreaterThan(50)
  })

  test('of an account that did not change writes nothing', async () => {
    const [findings, counts] = [await storedFindings(production), await rowCounts()]
    await scan()
    expect(await storedFindings(production)).toEqual(findings)
    expect(await rowCounts()).toEqual(counts)
  })

  test('keeps no secret of the estate anywhere in the database', async () => {
    const dump = await databaseText()
    expect(dump).toContain('admin-portal')
    const leaked = Object.entries(planted).filter(([, secret]) => linesOf(secret).some((line) => dump.includes(line)))
    expect(leaked.map(([name]) => name)).toEqual([])
  })

  test('finds the planted secrets', async () => {
    const found = [...(await storedFindings(production)).values()].filter(
      ({ check }) => check === 'scr-no-plaintext-env',
    )
    expect(found.map(({ subject }) => subject)).toContain(
      `arn:aws:ecs:us-east-1:${production}:task-definition/admin-portal#app`,
    )
  })

  test('resolves exactly what a fixed revision fixes, and the rest keeps its age', async () => {
    const before = await storedFindings(production)
    const family = `arn:aws:ecs:us-east-1:${production}:task-definition/admin-portal`
    const byHand = `arn:aws:ecs:us-east-1:${production}:service/backoffice/admin-portal`
    await withoutPlainEnvironment('admin-portal')
    await scan()
    const after = await storedFindings(production)
    const changed = [...after.values()].filter(
      (one) => JSON.stringify(one) !== JSON.stringify(before.get(one.fingerprint)),
    )
    const brief = changed.map(({ check, subject, state, reason }) => ({ check, subject, state, reason }))
    expect(brief.toSorted((a, b) => a.check.localeCompare(b.check))).toEqual([
      // No pipeline registered the new revision.
      { check: 'iam-pipeline-deploys', subject: byHand, state: 'open', reason: null },
      { check: 'scr-no-plaintext-env', subject: `${family}#app`, state: 'resolved', reason: 'fixed' },
    ])
  }, 60_000)

  /** Registers the family's revision in use again, without environment, and updates the service to it. */
  async function withoutPlainEnvironment(service: string) {
    const ecs = new ECSClient({})
    const { cluster } = await clusterOf(ecs, service)
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
    const { taskDefinition } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: services[0]?.taskDefinition }),
    )
    const {
      family,
      containerDefinitions,
      taskRoleArn,
      executionRoleArn,
      networkMode,
      cpu,
      memory,
      requiresCompatibilities,
      runtimePlatform,
      volumes,
    } = taskDefinition ?? {}
    const registered = await ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        containerDefinitions: containerDefinitions?.map((container) => ({ ...container, environment: [] })),
        taskRoleArn,
        executionRoleArn,
        networkMode,
        cpu,
        memory,
        requiresCompatibilities,
        runtimePlatform,
        volumes,
      }),
    )
    await ecs.send(
      new UpdateServiceCommand({ cluster, service, taskDefinition: registered.taskDefinition?.taskDefinitionArn }),
    )
  }

  async function clusterOf(_: ECSClient, service: string) {
    const { rows } = await pool().query<{ arn: string }>(
      `select arn from resource where type = 'ecs-service' and name = $1`,
      [service],
    )
    return { cluster: rows[0]?.arn.split('/')[1] }
  }
})

describe('a scan that does not end well', () => {
  beforeAll(async () => {
    await pool().query('delete from aws_account')
    await scan()
  }, 60_000)

  test('fails with one sentence and leaves earlier results as they were', async () => {
    const before = await storedFindings(production)
    await pool().query(`update aws_account set external_id = 'not-the-one' where id = $1`, [production])
    const claim = await claimed()
    const end = await runScan(claim)
    await pool().query('update aws_account set external_id = $2 where id = $1', [
      production,
      aws.account(production).externalId,
    ])
    expect(end).toMatchObject({ state: 'failed', sentence: expect.stringMatching(/^AWS refuses the role .*\.$/) })
    expect(await findScan(operator, claim.scan)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('AWS refuses'),
    })
    expect(await storedFindings(production)).toEqual(before)
  })

  test('that was cancelled stores nothing', async () => {
    const counts = await rowCounts()
    const claim = await claimed()
    await cancelScan(operator, claim.scan)
    expect(await runScan(claim)).toEqual({ state: 'cancelled' })
    expect(await findScan(operator, claim.scan)).toMatchObject({ state: 'cancelled' })
    expect(await rowCounts()).toEqual(counts)
  })

  test('that another process has taken over stores nothing', async () => {
    const stale = await claimed()
    await pool().query(`update scan set lease_until = now() - interval '1 second' where id = $1`, [stale.scan])
    const current = await claimScan(stale.scan, LEASE_SECONDS)
    expect(current?.attempt).toBe(stale.attempt + 1)
    expect(await runScan(stale)).toEqual({ state: 'left' })
    expect(await findScan(operator, stale.scan)).toMatchObject({ state: 'running' })
    expect(await runScan(current ?? stale)).toMatchObject({ state: 'done' })
  }, 60_000)

  test('because this process ends is free for another at once', async () => {
    const claim = await claimed()
    const signal = AbortSignal.abort(new ShuttingDown('This process ends.'))
    expect(await runScan(claim, { signal })).toEqual({ state: 'left' })
    const next = await claimScan(claim.scan, LEASE_SECONDS)
    expect(await runScan(next ?? claim)).toMatchObject({ state: 'done' })
  }, 60_000)

  test('is given up after five attempts', async () => {
    const { scan: id } = await claimed()
    await pool().query(`update scan set attempt = 5, lease_until = now() - interval '1 second' where id = $1`, [id])
    const sixth = await claimScan(id, LEASE_SECONDS)
    expect(sixth && (await runScan(sixth))).toMatchObject({ state: 'failed' })
    expect(await findScan(operator, id)).toMatchObject({ state: 'failed', error: expect.stringContaining('5 times') })
  })
})
