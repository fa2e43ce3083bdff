import type {
  EcrImage,
  ImageConfig,
  ImageScanFindings,
  InspectorFinding,
  Repository,
} from '#lib/inventory/types/ecr.ts'
import type { Role } from '#lib/inventory/types/iam.ts'
import type { LogGroup } from '#lib/inventory/types/operations.ts'
import type { MetricSeries } from '#lib/inventory/types/scaling.ts'
import * as id from './ids.ts'
import { keyArn } from './secrets.ts'

/** Trust of a task role: the ECS tasks service of this account only. */
export const taskTrust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': id.account },
        ArnLike: { 'aws:SourceArn': id.arn('ecs', '*') },
      },
    },
  ],
}

/** An inline policy document of one Allow statement. */
export const allow = (Action: string | string[], Resource: string | string[], more: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] })

export function role(name = 'web-task', over: Partial<Role> = {}): Role {
  return {
    RoleName: name,
    RoleId: `AROA${name}`,
    Arn: id.arn('iam', `role/${name}`, ''),
    Path: '/',
    AssumeRolePolicyDocument: JSON.stringify(taskTrust),
    InstanceProfileList: [],
    RolePolicyList: [
      {
        PolicyName: 'own-bucket',
        PolicyDocument: allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::web-uploads/*'),
      },
    ],
    AttachedManagedPolicies: [],
    Tags: [],
    ...over,
  }
}

/** The role that Amazon ECS acts with in every account. */
export function serviceLinkedRole(): Role {
  const Path = '/aws-service-role/ecs.amazonaws.com/'
  const name = 'AWSServiceRoleForECS'
  return role(name, { Path, Arn: id.arn('iam', `role${Path}${name}`, ''), RolePolicyList: [] })
}

export const repository = (over: Partial<Repository> = {}): Repository => ({
  repositoryArn: id.repositoryArn,
  repositoryName: 'web',
  repositoryUri: `${id.account}.dkr.ecr.${id.region}.amazonaws.com/web`,
  registryId: id.account,
  imageTagMutability: 'IMMUTABLE',
  imageTagMutabilityExclusionFilters: [],
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: keyArn },
  ...over,
})

const imageKey = `${id.repositoryArn}@${id.imageDigest}`

export const ecrImage = (over: Partial<EcrImage> = {}): EcrImage => ({
  imageKey,
  repositoryArn: id.repositoryArn,
  repositoryName: 'web',
  registryId: id.account,
  imageDigest: id.imageDigest,
  imageTags: ['2026-11-20-4f1c'],
  imagePushedAt: id.daysAgo(2),
  imageSizeInBytes: 48_000_000,
  imageScanStatus: { status: 'ACTIVE' },
  ...over,
})

export const imageScanFindings = (over: Partial<ImageScanFindings> = {}): ImageScanFindings => ({
  imageKey,
  imageScanStatus: { status: 'ACTIVE' },
  imageScanFindings: { imageScanCompletedAt: id.daysAgo(2), findingSeverityCounts: {} },
  findings: [],
  ...over,
})

export const imageConfig = (over: Partial<ImageConfig> = {}): ImageConfig => ({
  imageKey,
  config: {
    User: '10001',
    hasHealthcheck: false,
    exposedPorts: ['8080/tcp'],
    startsShell: false,
    baseName: 'gcr.io/distroless/static',
  },
  history: { installers: [], clearsSetuid: false },
  os: 'linux',
  architecture: 'amd64',
  platformDigests: [],
  ...over,
})

export const inspectorFinding = (over: Partial<InspectorFinding> = {}): InspectorFinding => ({
  findingArn: id.arn('inspector2', 'finding/1'),
  status: 'ACTIVE',
  severity: 'CRITICAL',
  fixAvailable: 'YES',
  exploitAvailable: 'NO',
  firstObservedAt: id.daysAgo(5),
  repositoryName: 'web',
  imageDigest: id.imageDigest,
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2026-0001',
    packages: [{ name: 'openssl', fixedInVersion: '3.0.16' }],
  },
  ...over,
})

export const logGroup = (over: Partial<LogGroup> = {}): LogGroup => ({
  arn: id.logGroupArn,
  logGroupName: '/ecs/web',
  retentionInDays: 90,
  storedBytes: 1024,
  ...over,
})

/** p99 TargetResponseTime of the good target group in seconds, one value an hour. */
export const responseTimes = (...values: number[]): MetricSeries => ({
  seriesKey: `TargetResponseTime.p99/${id.targetGroupArn}`,
  metric: 'TargetResponseTime.p99',
  subject: id.targetGroupArn,
  period: 3600,
  start: id.daysAgo(14),
  timestamps: values.map((_, hour) => new Date(Date.parse(id.daysAgo(14)) + hour * 3_600_000).toISOString()),
  values,
})

/** DesiredTaskCount of the good service, one value an hour over the last days. */
export const desiredCounts = (...values: number[]): MetricSeries => ({
  seriesKey: `DesiredTaskCount/${id.serviceArn}`,
  metric: 'DesiredTaskCount',
  subject: id.serviceArn,
  period: 3600,
  start: id.daysAgo(7),
  timestamps: values.map((_, hour) => new Date(Date.parse(id.daysAgo(7)) + hour * 3_600_000).toISOString()),
  values,
})
