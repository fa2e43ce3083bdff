import type { InspectorFinding } from '#lib/inventory/types/ecr.ts'
import { ecrImage, imageConfig, imageScanFindings, inspectorFinding } from '../testing/account.ts'
import { container, task, taskDefinition, withContainers } from '../testing/ecs.ts'
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

const old = { firstObservedAt: id.daysAgo(90) }
const digests = { amd64: `sha256:${'b'.repeat(64)}`, arm64: `sha256:${'c'.repeat(64)}` }
/** What runs is an index; its platform images have these states. */
const index = (states: { amd64?: string; arm64?: string }, ...found: Partial<InspectorFinding>[]) => {
  const platforms = (['amd64', 'arm64'] as const).map((name) => ({
    name,
    imageDigest: digests[name],
    key: `${id.repositoryArn}@${digests[name]}`,
    status: states[name],
  }))
  return {
    ...inspector(...found),
    imageScanFindings: [],
    ecrImages: [
      ecrImage({ imageScanStatus: undefined }),
      ...platforms.map(({ imageDigest, key, status }) =>
        ecrImage({ imageKey: key, imageDigest, imageScanStatus: status ? { status } : undefined }),
      ),
    ],
    imageConfigs: [
      imageConfig({ platformDigests: Object.values(digests) }),
      ...platforms.map(({ key, name }) => imageConfig({ imageKey: key, architecture: name })),
    ],
  }
}
const status = (one: string) => ({
  ...internal,
  imageScanFindings: [],
  ecrImages: [ecrImage({ imageScanStatus: { status: one } })],
})
/** A task that reports no digest. */
const silent = { tasks: [task({ containers: [{ name: 'app', networkInterfaces: [] }] })] }
/** A basic scan that counts and lists nothing. */
const counted = (findingSeverityCounts: Record<string, number>) => ({
  ...internal,
  ecrImages: [ecrImage({ imageScanStatus: { status: 'COMPLETE' } })],
  imageScanFindings: [
    imageScanFindings({
      imageScanFindings: { imageScanCompletedAt: id.daysAgo(1), findingSeverityCounts },
      findings: [],
    }),
  ],
})
const onArm = { taskDefinitions: [taskDefinition({ runtimePlatform: { cpuArchitecture: 'ARM64' } })] }

testCheck(check, {
  pass: {
    'no digest: the image that the tag means': { given: { ...status('ACTIVE'), ...silent } },
    'basic: medium findings are only counted': { given: counted({ MEDIUM: 9 }) },
    'the whole count of basic scanning is waived by name': {
      given: basic,
      policy: { waivedVulnerabilities: ['CVE-2026-0002'] },
    },
    'Inspector is on and has found nothing': { given: status('ACTIVE') },
    'an index: what is wrong with a platform that nothing runs': {
      given: index({ amd64: 'ACTIVE', arm64: 'ACTIVE' }, { ...old, imageDigest: digests.arm64 }),
    },
    'the tag moved to a vulnerable image, but what runs is the one before': {
      given: {
        ...inspector({ ...old, imageDigest: digests.amd64 }),
        ecrImages: [
          ecrImage({ imageTags: [] }),
          ecrImage({ imageKey: `${id.repositoryArn}@${digests.amd64}`, imageDigest: digests.amd64 }),
        ],
      },
    },
    'Inspector counts, and not what basic scanning found before it': {
      given: { ...basic, inspectorFindings: [inspectorFinding({ severity: 'LOW' })] },
      history: firstSeen(90),
    },
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
    'no digest: what is wrong with the image that the tag means': {
      given: { ...inspector(old), ...silent },
      message: 'critical',
    },
    'basic: counted, but not named': {
      given: counted({ CRITICAL: 1, HIGH: 2 }),
      message: 'unnamed',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'basic: counted by the image alone': {
      given: {
        ...internal,
        imageScanFindings: [],
        ecrImages: [
          ecrImage({
            imageScanStatus: { status: 'COMPLETE' },
            imageScanFindingsSummary: { imageScanCompletedAt: id.daysAgo(1), findingSeverityCounts: { HIGH: 1 } },
          }),
        ],
      },
      message: 'unnamed',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'critical beyond the window': { given: inspector({ firstObservedAt: id.daysAgo(31) }), message: 'critical' },
    'critical beyond the window by hours': {
      given: inspector({ firstObservedAt: id.daysAgo(30.1) }),
      message: 'critical',
    },
    'an index: the platform of the task counts': {
      given: { ...index({ arm64: 'ACTIVE' }, { ...old, imageDigest: digests.arm64 }), ...onArm },
      message: 'critical',
    },
    'the tag moved to a clean image, but what runs is the one before': {
      given: {
        ...inspector(old),
        ecrImages: [
          ecrImage({ imageTags: [] }),
          ecrImage({ imageKey: `${id.repositoryArn}@${digests.amd64}`, imageDigest: digests.amd64 }),
        ],
      },
      message: 'critical',
    },
    'deleted from the registry, and Inspector still knows it': {
      given: { ...inspector(old), ecrImages: [], imageScanFindings: [], imageConfigs: [] },
      message: 'critical',
    },
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
    'nothing runs': { given: { tasks: [] } },
    'an image of Docker Hub': { given: withContainers(container({ image: 'nginx:1.29.1' })) },
    'what AWS hands out': {
      given: withContainers(container({ image: '906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:3' })),
    },
  },
  unknown: {
    'no digest, and the tag is not in the registry': {
      given: { ...silent, ecrImages: [ecrImage({ imageTags: ['another'] })] },
      reason: 'its tag leads to none',
    },
    'an image of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
    'complete, but its result was not found': {
      given: {
        imageScanFindings: [],
        ecrImages: [ecrImage({ imageScanStatus: { status: 'COMPLETE' }, imageScanFindingsSummary: undefined })],
      },
    },
    'watched by an Inspector that is off': {
      given: { ...status('ACTIVE'), inspectorAccountStatus: [{ accountId: id.account, ecr: 'SUSPENDED' }] },
    },
    'the scan is not finished': { given: status('IN_PROGRESS') },
    'the scan failed': { given: status('FAILED') },
    'no scanner reads it': { given: status('UNSUPPORTED_IMAGE') },
    'Inspector gave it up, which closes its findings': {
      given: {
        ...status('SCAN_ELIGIBILITY_EXPIRED'),
        inspectorFindings: [inspectorFinding({ ...old, status: 'CLOSED' })],
      },
    },
    'an index of which only another platform was scanned': { given: { ...index({ amd64: 'ACTIVE' }), ...onArm } },
    'deleted from the registry': { given: { imageScanFindings: [], ecrImages: [], imageConfigs: [] } },
    'no scan data': { given: { imageScanFindings: [], ecrImages: [ecrImage({ imageScanStatus: undefined })] } },
  },
})
