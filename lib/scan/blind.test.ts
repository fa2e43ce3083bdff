import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type SimulatorOptions, startSimulator } from '#simulator/server.ts'
import { scanIntoDatabase } from './scan-into-database.ts'
import { operator, production, setupSample, stubAws } from './testing/sample.ts'
import { storedFindings } from './testing/state.ts'

setupTestDatabase()
const aws = setupSample()
const scan = () => scanIntoDatabase(operator, { role: aws.account(production) })
let whole: ScanReport

beforeAll(async () => {
  whole = await scan()
}, 60_000)

/** Scans the same estate while AWS behaves badly. */
async function scanWith(trouble: Partial<SimulatorOptions>): Promise<ScanReport> {
  const simulator = await startSimulator({ build: buildSample, ...trouble })
  stubAws(simulator.url)
  onTestFinished(async () => {
    stubAws(aws.url())
    await simulator.close()
  })
  return scan()
}

const passing = (report: ScanReport) =>
  report.results.filter(({ status }) => status === 'pass').map(({ fingerprint }) => fingerprint)

test('a denied action is named, costs coverage, passes nothing and resolves nothing', async () => {
  const before = await storedFindings(production)
  const report = await scanWith({ deny: ['ecs:DescribeServices'] })
  expect(report.coverage.percent).toBeLessThan(whole.coverage.percent)
  expect(report.coverage.gaps).toContainEqual(
    expect.objectContaining({
      action: 'ecs:DescribeServices',
      reason: 'denied',
      checks: expect.arrayContaining(['cap-multi-az']),
    }),
  )
  const unknown = report.results.filter(({ status }) => status === 'unknown')
  expect(unknown.some(({ reason }) => reason?.includes('ecs:DescribeServices'))).toBe(true)
  expect(passing(report).filter((fingerprint) => !passing(whole).includes(fingerprint))).toEqual([])
  const resolved = [...(await storedFindings(production)).values()].filter(({ state }) => state === 'resolved')
  expect(resolved).toEqual([...before.values()].filter(({ state }) => state === 'resolved'))
}, 60_000)

test('credentials that expire once in mid-scan cost nothing', async () => {
  const report = await scanWith({ faults: [{ kind: 'expired', action: 'ecs:DescribeTasks', times: 1 }] })
  expect(report.coverage).toEqual(whole.coverage)
}, 60_000)

test('credentials that stay expired leave earlier results untouched', async () => {
  const before = await storedFindings(production)
  const report = await scanWith({ faults: [{ kind: 'expired', action: 'ecs:DescribeTasks', times: 10_000 }] })
  expect(report.coverage.gaps).toContainEqual(
    expect.objectContaining({ action: 'ecs:DescribeTasks', reason: 'expired' }),
  )
  expect(await storedFindings(production)).toEqual(before)
}, 60_000)
