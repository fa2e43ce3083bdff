import type { EcrImage } from '#lib/inventory/types/ecr.ts'
import { ecrImage, imageConfig, repository } from '../testing/account.ts'
import { container, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './img-scan-enabled.ts'

const frequency = (scanFrequency: string) => ({
  repositoryScanning: [
    {
      repositoryArn: id.repositoryArn,
      repositoryName: 'web',
      scanOnPush: scanFrequency === 'SCAN_ON_PUSH',
      scanFrequency,
    },
  ],
})
const basic = {
  ...frequency('SCAN_ON_PUSH'),
  registryScanning: [{ registryId: id.account, scanningConfiguration: { scanType: 'BASIC', rules: [] } }],
}
const image = (over: Partial<EcrImage>) => ({ ecrImages: [ecrImage(over)] })
const scanned = (days: number) =>
  image({
    imageScanStatus: { status: 'COMPLETE' },
    imageScanFindingsSummary: { imageScanCompletedAt: id.daysAgo(days), findingSeverityCounts: {} },
  })

const platform = (name: 'amd64' | 'arm64', status?: string) => {
  const imageDigest = `sha256:${(name === 'amd64' ? 'b' : 'c').repeat(64)}`
  const imageKey = `${id.repositoryArn}@${imageDigest}`
  return {
    imageDigest,
    image: ecrImage({ imageKey, imageDigest, imageScanStatus: status ? { status } : undefined }),
    config: imageConfig({ imageKey, architecture: name }),
  }
}
/** What runs is an index, which scanners do not read. */
const index = (...platforms: ReturnType<typeof platform>[]) => ({
  ecrImages: [ecrImage({ imageScanStatus: undefined }), ...platforms.map((one) => one.image)],
  imageConfigs: [
    imageConfig({ platformDigests: platforms.map((one) => one.imageDigest) }),
    ...platforms.map((one) => one.config),
  ],
})
const silent = { tasks: [task({ containers: [{ name: 'app', networkInterfaces: [] }] })] }
const onArm = { taskDefinitions: [taskDefinition({ runtimePlatform: { cpuArchitecture: 'ARM64' } })] }

testCheck(check, {
  pass: {
    'an index whose platform of the task is scanned': {
      given: index(platform('arm64', 'FAILED'), platform('amd64', 'ACTIVE')),
    },
    'an image that came through a pull-through cache': {
      given: {
        ...withContainers(container({ image: id.image.replace('/web:', '/docker-hub/library/web:') })),
        repositories: [repository({ repositoryName: 'docker-hub/library/web' })],
        ecrImages: [ecrImage({ repositoryName: 'docker-hub/library/web' })],
      },
    },
    'enhanced and active': {},
    'basic with a result as old as the policy allows': { given: { ...basic, ...scanned(30) } },
    'basic with a fresh result': { given: { ...basic, ...scanned(3) } },
    'an image no scanner can read': {
      given: { ...basic, ...image({ imageScanStatus: { status: 'UNSUPPORTED_IMAGE' } }) },
    },
    'a task without a digest: its tag': { given: silent },
    'Windows images on hosts that alone tell so': {
      given: {
        ...onEc2({
          definition: { runtimePlatform: undefined },
          host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] },
        }),
        ...image({ imageScanStatus: undefined }),
      },
    },
    'a scheduled image that does not run yet needs no result': {
      given: { tasks: [], ...image({ imageScanStatus: undefined }) },
    },
    'Windows images are not scanned': {
      given: {
        ...image({ imageScanStatus: undefined }),
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
    },
    'the legacy flag is overridden by a registry rule': {
      given: { repositories: [repository({ imageScanningConfiguration: { scanOnPush: false } })] },
    },
  },
  fail: {
    'a task without a digest: the image that its tag means': {
      given: { ...silent, ...image({ imageScanStatus: { status: 'FAILED' } }) },
      message: 'failed',
      severity: 'medium',
    },
    'the legacy flag does not count against the registry’s rules': {
      given: {
        ...frequency('MANUAL'),
        repositories: [repository({ imageScanningConfiguration: { scanOnPush: true } })],
      },
      message: 'notScanned',
    },
    'no rule covers the repository': { given: frequency('MANUAL'), message: 'notScanned' },
    'not in the answer at all': { given: { repositoryScanning: [] }, message: 'notScanned' },
    'enhanced, but this image has no result': {
      given: image({ imageScanStatus: undefined }),
      message: 'noResult',
      severity: 'medium',
    },
    'basic without a result': {
      given: { ...basic, ...image({ imageScanStatus: undefined }) },
      message: 'noResult',
      severity: 'medium',
    },
    'an index whose platform of the task failed': {
      given: { ...index(platform('arm64', 'FAILED'), platform('amd64', 'ACTIVE')), ...onArm },
      message: 'failed',
      severity: 'medium',
    },
    'an index without a result on any platform': {
      given: index(platform('amd64')),
      message: 'noResult',
      severity: 'medium',
    },
    'the scan failed': {
      given: image({ imageScanStatus: { status: 'FAILED' } }),
      message: 'failed',
      severity: 'medium',
    },
    'enhanced scanning gave up on an old image': {
      given: image({ imageScanStatus: { status: 'SCAN_ELIGIBILITY_EXPIRED' } }),
      message: 'expired',
      severity: 'medium',
    },
    'a basic result older than the policy by hours': {
      given: { ...basic, ...scanned(30.1) },
      message: 'stale',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'a basic result older than the policy': {
      given: { ...basic, ...scanned(45) },
      message: 'stale',
      confidence: 'heuristic',
      severity: 'medium',
    },
  },
  notApplicable: {
    'what AWS hands out': {
      given: withContainers(container({ image: '906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:3' })),
    },
    'no image of this registry is in use': { given: withContainers(container({ image: 'nginx:1.29.1' })) },
  },
  unknown: {
    'the repository of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
    'a repository of another region': {
      given: withContainers(container({ image: `${id.account}.dkr.ecr.us-east-1.amazonaws.com/web:1` })),
      subject: id.repositoryArn.replace(id.region, 'us-east-1'),
      reason: 'region us-east-1',
    },
    'a task without a digest, whose tag is gone': {
      given: { ...silent, ...image({ imageTags: [] }) },
      reason: 'its tag leads to none',
    },
    'what runs was deleted from the registry': { given: { ecrImages: [] }, reason: 'no longer in the registry' },
  },
})
