import { describe, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import { defaultPolicy } from '#lib/inventory/policy.ts'
import { buildScanReport, type ReportInput } from './build-scan-report.ts'
import { scanReportSchema } from './scan-report.ts'
import { aCheck, aReport } from './testing/scan-report.ts'

const denied: Gap = {
  section: 'tasks',
  region: 'eu-west-1',
  action: 'ecs:DescribeTasks',
  reason: 'denied',
  errorCode: 'AccessDeniedException',
}

function anOutcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    check: 'net-task-public-ip',
    account: '111122223333',
    region: 'eu-west-1',
    subject: { type: 'ecs-service', id: 'service/a', name: 'a' },
    status: 'pass',
    severity: 'high',
    confidence: 'certain',
    services: [],
    clusters: [],
    reasons: [],
    hints: [],
    evidence: [],
    gaps: [],
    fingerprint: 'aa',
    ...changes,
  }
}

function build(outcomes: Outcome[], gaps: Gap[] = []) {
  const { toolVersion, checkSet, startedAt, finishedAt, calls } = aReport()
  const input: ReportInput = {
    toolVersion,
    checkSet,
    checks: [aCheck()],
    startedAt,
    finishedAt,
    settings: { regions: [], clusters: [], services: [] },
    inventory: { account: '111122223333', regions: ['eu-west-1'], gaps, policy: defaultPolicy },
    outcomes,
    calls,
  }
  return scanReportSchema.parse(buildScanReport(input))
}

describe('a report of outcomes', () => {
  test('titles a fail with the verdict and a pass with the rule', () => {
    const report = build([
      anOutcome({ fingerprint: 'a' }),
      anOutcome({ fingerprint: 'b', status: 'fail', subject: { type: 'ecs-service', id: 'service/b', name: 'b' } }),
    ])
    expect(report.results.map((result) => result.title)).toEqual([
      'Tasks have no public address',
      'Tasks have public addresses',
    ])
  })

  test('carries every reason with its evidence and the part it speaks of', () => {
    const reason = {
      id: 'public',
      text: 'It is public.',
      part: 'a:7',
      severity: 'high',
      confidence: 'certain',
      evidence: [{ path: 'derived: exposure', value: 'public' }],
    } as const
    const [result] = build([anOutcome({ status: 'fail', reasons: [reason] })]).results
    expect(result).toMatchObject({
      message: 'It is public.',
      evidence: [{ path: 'derived: exposure', value: 'public', part: 'a:7' }],
      controls: { 'pci-dss-4.0.1': ['1.4.4'] },
    })
  })

  test('names for each gap the checks it blinded', () => {
    const report = build([anOutcome({ status: 'unknown', reason: 'Could not read tasks.', gaps: [denied] })], [denied])
    expect(report.coverage.gaps).toEqual([
      {
        action: 'ecs:DescribeTasks',
        region: 'eu-west-1',
        reason: 'denied',
        errorCode: 'AccessDeniedException',
        checks: ['net-task-public-ip'],
      },
    ])
  })

  test('scores what was judged, and says a null below the minimum coverage', () => {
    const unknown = anOutcome({ status: 'unknown', fingerprint: 'u', gaps: [denied], usage: 'running' })
    const passing = anOutcome({ usage: 'running' })
    expect(build([passing]).score).toMatchObject({ overall: 100, grade: 'A' })
    expect(build([passing, unknown])).toMatchObject({
      score: { overall: null, grade: null, pillars: { networking: { score: null } } },
      coverage: { percent: 50 },
    })
  })

  test('cites the controls that the fact decides, not those that are context', () => {
    expect(build([anOutcome()]).results[0]?.controls['pci-dss-4.0.1']).toEqual(['1.4.4'])
  })

  test('is the same whatever the order of the outcomes', () => {
    const outcomes = ['c', 'a', 'b'].map((name) =>
      anOutcome({ fingerprint: name, subject: { type: 'ecs-service', id: name, name } }),
    )
    expect(build(outcomes)).toEqual(build(outcomes.toReversed()))
  })
})
