import type { CheckInfo } from '../check-info.ts'
import type { ReportResult, ScanReport } from '../scan-report.ts'

/** Fixtures for tests of the writers: good by default, changed where a case needs it. */
export function aResult(changes: Partial<ReportResult> = {}): ReportResult {
  return {
    check: 'net-task-public-ip',
    status: 'fail',
    severity: 'high',
    confidence: 'certain',
    region: 'eu-west-1',
    subject: {
      type: 'ecs-service',
      id: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout',
      arn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout',
      name: 'checkout',
    },
    usage: 'running',
    title: 'Tasks have public addresses',
    message: 'Two tasks have a public IPv4 address.',
    evidence: [
      { section: 'services', resource: 'checkout', path: 'networkConfiguration', value: { assignPublicIp: 'ENABLED' } },
    ],
    fingerprint: '00112233445566778899aabbccddeeff',
    controls: { 'pci-dss-4.0.1': ['1.4.4'], hipaa: ['164.312(e)(1)'] },
    ...changes,
  }
}

export function aReport(changes: Partial<ScanReport> = {}): ScanReport {
  return {
    schemaVersion: 1,
    toolVersion: '0.1.0',
    checkSet: { count: 38, hash: 'f00d' },
    account: '111122223333',
    regions: ['eu-west-1'],
    startedAt: '2026-11-22T09:00:00.000Z',
    finishedAt: '2026-11-22T09:01:00.000Z',
    settings: { regions: [], clusters: [], services: [], policy: { maxDrain: 60 } },
    coverage: { percent: 97.5, gaps: [] },
    calls: { total: 12, retried: 0, throttled: 0, denied: 0, failed: 0, bytes: 0, millis: 0, byAction: {} },
    score: { overall: 81, grade: 'B', pillars: { networking: { score: 81, grade: 'B', coverage: 97.5 } } },
    results: [aResult()],
    ...changes,
  }
}

export function aCheck(changes: Partial<CheckInfo> = {}): CheckInfo {
  return {
    id: 'net-task-public-ip',
    title: 'Tasks have no public address',
    failTitle: 'Tasks have public addresses',
    pillar: 'networking',
    severity: 'high',
    mode: 'automated',
    why: 'A public address puts the task one rule away from the internet.',
    fix: {
      summary: 'Run the tasks in private subnets without a public address.',
      effort: 'small',
      cli: 'aws ecs update-service',
      terraform: 'assign_public_ip = false',
      cloudformation: 'AssignPublicIp: DISABLED',
    },
    guide: { document: 'ecs-best-practices', section: 'Using a public subnet and internet gateway', page: 3 },
    controls: {
      'pci-dss-4.0.1': { direct: ['1.4.4'], supporting: ['1.3.1'] },
      hipaa: { direct: [], supporting: [] },
      'nist-800-53': ['SC-7'],
      'security-hub': [],
    },
    actions: ['ecs:DescribeServices'],
    ...changes,
  }
}
