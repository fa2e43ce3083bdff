import { expect, onTestFinished, test } from 'vitest'
import { type ScanReport, scanReportSchema } from '#lib/report/scan-report.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type SimulatorOptions, startSimulator } from '#simulator/server.ts'
import { runCommandLine } from './testing/command-line.ts'

/** Scans the sample estate's first account from the command line while AWS behaves as the options say. */
async function scan(trouble: Partial<SimulatorOptions>): Promise<{ code: number | null; report: ScanReport }> {
  const simulator = await startSimulator({ build: buildSample, strict: true, ...trouble })
  onTestFinished(() => simulator.close())
  const [account] = simulator.accounts
  if (!account) throw new Error('the sample estate has no account')
  const role = ['--role-arn', account.roleArn, '--external-id', account.externalId]
  const { code, out } = await runCommandLine(simulator.url, ['scan', ...role, '--format', 'json'])
  return { code, report: scanReportSchema.parse(JSON.parse(out)) }
}

test('a scan in which every action fails once misses nothing, and ends with 0', async () => {
  const { code, report } = await scan({ faults: [{ kind: '503', times: 1 }] })
  expect(code).toBe(0)
  expect(report.coverage.gaps).toEqual([])
  expect(report.calls.retried).toBeGreaterThan(Object.keys(report.calls.byAction).length - 1)
}, 120_000)

test('a scan that could not read enough ends with 3, and says what it missed, why, and which checks that blinds', async () => {
  const { code, report } = await scan({
    deny: ['ecs:DescribeServices', 'ecs:DescribeTaskDefinition'],
    faults: [{ kind: 'malformed', action: 'ec2:DescribeSubnets', times: 1_000 }],
  })
  expect(code).toBe(3)
  const { gaps } = report.coverage
  const named = (action: string) => gaps.filter((gap) => gap.action === action)
  expect(new Set(gaps.map(({ action }) => action))).toEqual(
    new Set(['ecs:DescribeServices', 'ecs:DescribeTaskDefinition', 'ec2:DescribeSubnets']),
  )
  for (const region of report.regions) {
    expect(named('ecs:DescribeServices')).toContainEqual({
      action: 'ecs:DescribeServices',
      region,
      reason: 'denied',
      errorCode: 'AccessDeniedException',
      checks: expect.arrayContaining(['net-task-public-ip']),
    })
    expect(named('ec2:DescribeSubnets')).toContainEqual(
      expect.objectContaining({ region, reason: 'malformed', errorCode: 'UnreadableAnswer' }),
    )
  }
  expect(named('ecs:DescribeTaskDefinition')).toContainEqual(
    expect.objectContaining({
      resource: expect.stringMatching(/:task-definition\/payments-api:\d+$/),
      reason: 'denied',
      checks: expect.arrayContaining(['ctr-no-privileged']),
    }),
  )
  const blinded = new Set(gaps.flatMap(({ checks }) => checks))
  const unknown = report.results.filter(({ status }) => status === 'unknown').map(({ check }) => check)
  expect([...blinded].filter((check) => !unknown.includes(check))).toEqual([])
}, 120_000)
