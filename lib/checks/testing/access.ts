import type { ServiceAccess } from '#lib/inventory/types/access-reports.ts'
import type { Group, ManagedPolicy, Role, User } from '#lib/inventory/types/iam.ts'
import { role } from './account.ts'
import * as id from './ids.ts'

type Statement = object
const document = (...Statement: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement })

export const allowing = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
})

export const denying = (Action: string | string[], Condition?: object) => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
})

/** Trust of a role: AWS principals, a service, or a federated provider. */
export const trusting = (Principal: object | string, more: object = {}) =>
  document({ Effect: 'Allow', Principal, Action: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'], ...more })

const workforce = { Federated: id.arn('iam', 'saml-provider/workforce', '') }
export const wholeAccount = { AWS: id.arn('iam', 'root', '') }

/** A role that people assume through the identity provider. */
export const operator = (statements: Statement[], over: Partial<Role> = {}): Role =>
  role('operator', {
    AssumeRolePolicyDocument: trusting(workforce),
    RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
    ...over,
  })

export const user = (statements: Statement[], over: Partial<User> = {}): User => ({
  UserName: 'ada',
  UserId: 'AIDAADA',
  Arn: id.arn('iam', 'user/ada', ''),
  Path: '/',
  UserPolicyList: statements.length > 0 ? [{ PolicyName: 'own', PolicyDocument: document(...statements) }] : [],
  GroupList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  ...over,
})

export const group = (statements: Statement[]): Group => ({
  GroupName: 'operators',
  GroupId: 'AGPAOPERATORS',
  Arn: id.arn('iam', 'group/operators', ''),
  Path: '/',
  GroupPolicyList: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
  AttachedManagedPolicies: [],
})

/** An AWS managed policy and the reference by which it is attached. */
export const awsPolicy = (name: string, ...statements: Statement[]): ManagedPolicy => ({
  PolicyName: name,
  Arn: `arn:aws:iam::aws:policy/${name}`,
  AttachmentCount: 1,
  PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document(...statements) }],
})
export const attached = (name: string) => ({
  RolePolicyList: [],
  AttachedManagedPolicies: [{ PolicyName: name, PolicyArn: `arn:aws:iam::aws:policy/${name}` }],
})

/** IAM's report on a principal: services with the time of their last use, and the actions it follows. */
export const serviceAccess = (
  Arn: string,
  used: Record<string, string | undefined>,
  actions: ServiceAccess['ServicesLastAccessed'][number]['TrackedActionsLastAccessed'] = [],
): ServiceAccess => ({
  Arn,
  JobCompletionDate: id.now,
  ServicesLastAccessed: Object.entries(used).map(([ServiceNamespace, LastAuthenticated]) => ({
    ServiceNamespace,
    LastAuthenticated,
    TrackedActionsLastAccessed: actions,
  })),
})
