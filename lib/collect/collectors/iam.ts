import type * as sdk from '@aws-sdk/client-iam'
import type { Group, ManagedPolicy, Role, User } from '#lib/inventory/types/iam.ts'
import { defineCollector } from '../collector.ts'
import { CallError } from '../failure.ts'
import { pages } from '../pages.ts'
import { iso, MalformedAnswer, need, pick, tagList } from '../shape.ts'

const action = 'iam:GetAccountAuthorizationDetails'
const Filter: sdk.EntityType[] = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy']

/**
 * Users, groups and roles with their inline policies and boundaries, customer managed policies and the AWS managed ones that
 * are attached. One stream of pages instead of several calls per role.
 */
export const iam = defineCollector({
  name: 'iam',
  fills: ['users', 'groups', 'roles', 'policies'],
  needs: [],
  async collect(context, _look, out) {
    await out.read({ section: ['users', 'groups', 'roles', 'policies'] }, async () => {
      const answers = pages(context, {
        action,
        input: (Marker) => ({ Filter, MaxItems: 1000, Marker }),
        items: (answer) => [answer],
        next: ({ IsTruncated, Marker }) => (IsTruncated ? (Marker ?? noMarker(context.region)) : undefined),
      })
      for await (const [answer] of answers) {
        out.add('users', action, answer?.UserDetailList, toUser)
        out.add('groups', action, answer?.GroupDetailList, toGroup)
        out.add('roles', action, answer?.RoleDetailList, toRole)
        out.add('policies', action, answer?.Policies, toPolicy)
      }
    })
  },
})

function toUser(user: sdk.UserDetail): User {
  return {
    UserName: need(user.UserName, 'UserName'),
    UserId: need(user.UserId, 'UserId'),
    Arn: need(user.Arn, 'Arn'),
    Path: need(user.Path, 'Path'),
    CreateDate: iso(user.CreateDate),
    UserPolicyList: (user.UserPolicyList ?? []).map(toInline),
    GroupList: user.GroupList ?? [],
    AttachedManagedPolicies: (user.AttachedManagedPolicies ?? []).map(toAttached),
    PermissionsBoundary: toBoundary(user.PermissionsBoundary),
    Tags: tagList(user.Tags),
  }
}

function toGroup(group: sdk.GroupDetail): Group {
  return {
    GroupName: need(group.GroupName, 'GroupName'),
    GroupId: need(group.GroupId, 'GroupId'),
    Arn: need(group.Arn, 'Arn'),
    Path: need(group.Path, 'Path'),
    GroupPolicyList: (group.GroupPolicyList ?? []).map(toInline),
    AttachedManagedPolicies: (group.AttachedManagedPolicies ?? []).map(toAttached),
  }
}

function toRole(role: sdk.RoleDetail): Role {
  const { RoleLastUsed } = role
  return {
    RoleName: need(role.RoleName, 'RoleName'),
    RoleId: need(role.RoleId, 'RoleId'),
    Arn: need(role.Arn, 'Arn'),
    Path: need(role.Path, 'Path'),
    CreateDate: iso(role.CreateDate),
    AssumeRolePolicyDocument: decode(need(role.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument')),
    InstanceProfileList: (role.InstanceProfileList ?? []).map(({ InstanceProfileName, Arn }) => ({
      InstanceProfileName: need(InstanceProfileName, 'InstanceProfileName'),
      Arn: need(Arn, 'InstanceProfileList.Arn'),
    })),
    RolePolicyList: (role.RolePolicyList ?? []).map(toInline),
    AttachedManagedPolicies: (role.AttachedManagedPolicies ?? []).map(toAttached),
    PermissionsBoundary: toBoundary(role.PermissionsBoundary),
    RoleLastUsed: RoleLastUsed && { LastUsedDate: iso(RoleLastUsed.LastUsedDate), ...pick(RoleLastUsed, 'Region') },
    Tags: tagList(role.Tags),
  }
}

const toInline = ({ PolicyName, PolicyDocument }: sdk.PolicyDetail) => ({
  PolicyName: need(PolicyName, 'PolicyName'),
  PolicyDocument: decode(need(PolicyDocument, 'PolicyDocument')),
})

const toAttached = ({ PolicyName, PolicyArn }: sdk.AttachedPolicy) => ({
  PolicyName: need(PolicyName, 'PolicyName'),
  PolicyArn: need(PolicyArn, 'PolicyArn'),
})

const toBoundary = (boundary: sdk.AttachedPermissionsBoundary | undefined) =>
  boundary && { PermissionsBoundaryArn: need(boundary.PermissionsBoundaryArn, 'PermissionsBoundaryArn') }

/** More is announced and no way to it given: the rest is unread. */
function noMarker(region: string): never {
  throw new CallError(action, region, { kind: 'malformed', code: 'MissingMarker' })
}

/** Only the version in force. */
function toPolicy(policy: sdk.ManagedPolicyDetail): ManagedPolicy {
  const inForce = (policy.PolicyVersionList ?? []).filter((version) => version.IsDefaultVersion)
  return {
    PolicyName: need(policy.PolicyName, 'PolicyName'),
    Arn: need(policy.Arn, 'Arn'),
    ...pick(policy, 'AttachmentCount'),
    PolicyVersionList: need(inForce.length > 0 ? inForce : undefined, 'PolicyVersionList').map((version) => ({
      VersionId: need(version.VersionId, 'VersionId'),
      IsDefaultVersion: true,
      Document: decode(need(version.Document, 'Document')),
    })),
  }
}

/** IAM writes policy documents URL-encoded (RFC 3986). */
function decode(document: string): string {
  try {
    return decodeURIComponent(document)
  } catch {
    throw new MalformedAnswer('decodable policy document')
  }
}
