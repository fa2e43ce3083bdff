import type { InspectorFinding } from '#lib/inventory/types/ecr.ts'
import { ecrImage, imageScanFindings, inspectorFinding } from '../testing/account.ts'
import { task } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { loadBalancer } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-no-critical-high.ts'

const internal = { loadBalancers: [loadBalancer({ Scheme: 'internal' })] }
const inspector = (...found: Partial<InspectorFinding>[]) => ({
  ...internal,
  inspectorFindings: found.map((one, index) =>
    inspectorFinding({ findingArn: id.arn('inspector2', `finding/${index}`), ...one }),
  ),
})
const imageKey = `${id.repositoryArn}@${id.imageDigest}`
const basic = {
  ...internal,
  imageScanFindings: [
    imageScanFindings({
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: { imageScanCompletedAt: id.daysAgo(1), findingSeverityCounts: { CRITICAL: 1 } },
      findings: [{ name: 'CVE-2026-0002', severity: 'CRITICAL' }],
    }),
  ],
}
const firstSeen = (days: number) => ({
  firstSeenVulnerabilities: { [imageKey]: { 'CVE-2026-0002': id.daysAgo(days) } },
})

testCheck(check, {
  pass: {
    'nothing found': {},
    'only medium findings': { given: inspector({ severity: 'MEDIUM', firstObservedAt: id.daysAgo(200) }) },
    'a waived vulnerability': {
      given: inspector({ firstObservedAt: id.daysAgo(90) }),
      policy: { waivedVulnerabilities: ['CVE-2026-0001'] },
    },
    'closed in Inspector': { given: inspector({ status: 'CLOSED', firstObservedAt: id.daysAgo(90) }) },
    'a vulnerable image that nothing runs': {
      given: inspector({ imageDigest: `sha256:${'c'.repeat(64)}`, firstObservedAt: id.daysAgo(90) }),
    },
  },
  fail: {
    'critical beyond the window': { given: inspector({ firstObservedAt: id.daysAgo(31) }), message: 'critical' },
    'a partial fix counts': {
      given: inspector({ firstObservedAt: id.daysAgo(31), fixAvailable: 'PARTIAL' }),
      message: 'critical',
    },
    'high beyond its window is medium': {
      given: inspector({ severity: 'HIGH', firstObservedAt: id.daysAgo(61) }),
      message: 'high',
      severity: 'medium',
    },
    'exploited and fixed for more than a week': {
      given: inspector({ severity: 'MEDIUM', exploitAvailable: 'YES', firstObservedAt: id.daysAgo(8) }),
      message: 'exploited',
    },
    'exploited and facing the internet is critical': {
      given: {
        ...inspector({ exploitAvailable: 'YES', firstObservedAt: id.daysAgo(8) }),
        loadBalancers: [loadBalancer()],
      },
      message: 'exploited',
      severity: 'critical',
    },
    'inside the window': {
      given: inspector({ firstObservedAt: id.daysAgo(30) }),
      message: 'recent',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'no fix available': {
      given: inspector({ fixAvailable: 'NO', firstObservedAt: id.daysAgo(300) }),
      message: 'recent',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'basic: age runs from the first scan we saw': { given: basic, history: firstSeen(40), message: 'critical' },
    'basic: first seen now': { given: basic, message: 'recent', confidence: 'heuristic', severity: 'medium' },
  },
  notApplicable: {
    'no task reports a digest': { given: { tasks: [task({ containers: [{ name: 'app', networkInterfaces: [] }] })] } },
  },
  unknown: {
    'no scan data': { given: { imageScanFindings: [], ecrImages: [ecrImage({ imageScanStatus: undefined })] } },
  },
})
