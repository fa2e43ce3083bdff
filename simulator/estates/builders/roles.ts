import type { RoleDetail } from '@aws-sdk/client-iam'
import type { Tags } from '../../estate.ts'
import { daysAgo, hex, hoursAgo, type Place, pick, type Site, upperTags } from './site.ts'

export interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource?: string | string[]
  Principal?: Record<string, string | string[]>
  Condition?: Record<string, Record<string, string | string[]>>
}

export interface RoleSpec {
  name: string
  path?: string
  trust: Statement[]
  /** Inline policies by name. */
  inline?: Record<string, Statement[]>
  /** Names of managed policies: AWS managed ones of aws-policies.ts, or customer ones added before. */
  attached?: string[]
  boundary?: string
  instanceProfile?: boolean
  tags?: Tags
  lastUsedHours?: number
}

export const document = (...statements: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })

export function allow(actions: string | string[], resources: string | string[], condition?: Statement['Condition']) {
  const statement: Statement = { Effect: 'Allow', Action: actions, Resource: resources }
  return condition ? { ...statement, Condition: condition } : statement
}

export function trustService(service: string, condition?: Statement['Condition']): Statement {
  const statement: Statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }
  return condition ? { ...statement, Condition: condition } : statement
}

/** The trust that AWS recommends for task roles: the ECS tasks service, on behalf of this account alone. */
export function trustTasks(place: Place): Statement {
  return trustService('ecs-tasks.amazonaws.com', {
    ArnLike: { 'aws:SourceArn': `arn:aws:ecs:${place.region}:${place.account}:*` },
    StringEquals: { 'aws:SourceAccount': place.account },
  })
}

/** IAM knows no region: ids and ARNs leave it out. */
const inIam = (place: Place): Place => ({ account: place.account, seed: place.seed, region: 'global' })
const iamId = (place: Place, prefix: string, name: string) =>
  `${prefix}${hex(inIam(place), 17, prefix, name).toUpperCase()}`

export function roleArn(place: Place, name: string, path = '/'): string {
  return `arn:aws:iam::${place.account}:role${path}${name}`
}

export function profileArn(place: Place, name: string): string {
  return `arn:aws:iam::${place.account}:instance-profile/${name}`
}

export function profileId(place: Place, name: string): string {
  return iamId(place, 'AIPA', name)
}

function policyArn(site: Site, name: string): string {
  const policy = site.iam.policies.find(({ PolicyName }) => PolicyName === name)
  if (!policy?.Arn) throw new Error(`The estate has no policy ${name}.`)
  return policy.Arn
}

/** A customer managed policy: version 1 was everything on everything, version 2 is the default. */
export function addPolicy(site: Site, name: string, ...statements: Statement[]): void {
  const created = daysAgo(site, 420)
  site.iam.policies.push({
    PolicyName: name,
    PolicyId: iamId(site, 'ANPA', name),
    Arn: `arn:aws:iam::${site.account}:policy/${name}`,
    Path: '/',
    DefaultVersionId: 'v2',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: daysAgo(site, 60),
    PolicyVersionList: [
      { VersionId: 'v2', IsDefaultVersion: true, Document: document(...statements), CreateDate: daysAgo(site, 60) },
      { VersionId: 'v1', IsDefaultVersion: false, Document: document(allow('*', '*')), CreateDate: created },
    ],
  })
}

/** Adds a role and returns its ARN. */
export function addRole(site: Site, spec: RoleSpec): string {
  const created = daysAgo(site, 200 + pick(inIam(site), 500, 'role', spec.name))
  const path = spec.path ?? '/'
  const base = {
    Path: path,
    RoleName: spec.name,
    RoleId: iamId(site, 'AROA', spec.name),
    Arn: roleArn(site, spec.name, path),
    CreateDate: created,
    AssumeRolePolicyDocument: document(...spec.trust),
  }
  const role: RoleDetail = {
    ...base,
    InstanceProfileList: spec.instanceProfile
      ? [
          {
            Path: '/',
            InstanceProfileName: spec.name,
            InstanceProfileId: profileId(site, spec.name),
            Arn: profileArn(site, spec.name),
            CreateDate: created,
            Roles: [base],
          },
        ]
      : [],
    RolePolicyList: Object.entries(spec.inline ?? {}).map(([PolicyName, statements]) => ({
      PolicyName,
      PolicyDocument: document(...statements),
    })),
    AttachedManagedPolicies: (spec.attached ?? []).map((PolicyName) => ({
      PolicyName,
      PolicyArn: policyArn(site, PolicyName),
    })),
    RoleLastUsed: { LastUsedDate: hoursAgo(site, spec.lastUsedHours ?? 1), Region: site.region },
    Tags: upperTags(spec.tags ?? {}),
  }
  if (spec.boundary) {
    role.PermissionsBoundary = {
      PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
      PermissionsBoundaryArn: policyArn(site, spec.boundary),
    }
  }
  for (const { PolicyArn } of role.AttachedManagedPolicies ?? []) countAttachment(site, PolicyArn)
  site.iam.roles.push(role)
  return base.Arn
}

function countAttachment(site: Site, policy: string | undefined): void {
  const attached = site.iam.policies.find(({ Arn }) => Arn === policy)
  if (attached) attached.AttachmentCount = (attached.AttachmentCount ?? 0) + 1
}
