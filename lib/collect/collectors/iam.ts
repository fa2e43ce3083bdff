import type * as sdk from '@aws-sdk/client-iam'
import type { ManagedPolicy, Role } from '#lib/inventory/types/iam.ts'
import { defineCollector } from '../collector.ts'
import { CallError } from '../failure.ts'
import { pages } from '../pages.ts'
import { iso, MalformedAnswer, need, pick, tagList } from '../shape.ts'

const action = 'iam:GetAccountAuthorizationDetails'
const Filter: sdk.EntityType[] = ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy']

/**
 * Roles with their inline policies and boundaries, customer managed policies and the AWS managed ones that are attached.
 * One stream of pages instead of several calls per role. Users and groups are not asked for: no section holds them.
 */
export const iam = defineCollector({
  name: 'iam',
  fills: ['roles', 'policies'],
  needs: [],
  async collect(context, _look, out) {
    await out.read({ section: ['roles', 'policies'] }, async () => {
      const answers = pages(context, {
        action,
        input: (Marker) => ({ Filter, MaxItems: 1000, Marker }),
        items: (answer) => [answer],
        next: ({ IsTruncated, Marker }) => (IsTruncated ? (Marker ?? noMarker(context.region)) : undefined),
      })
      for await (const [answer] of answers) {
        out.add('roles', action, answer?.RoleDetailList, toRole)
        out.add('policies', action, answer?.Policies, toPolicy)
      }
    })
  },
})

function toRole(role: sdk.RoleDetail): Role {
  const { PermissionsBoundary: boundary, RoleLastUsed } = role
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
    RolePolicyList: (role.RolePolicyList ?? []).map(({ PolicyName, PolicyDocument }) => ({
      PolicyName: need(PolicyName, 'PolicyName'),
      PolicyDocument: decode(need(PolicyDocument, 'PolicyDocument')),
    })),
    AttachedManagedPolicies: (role.AttachedManagedPolicies ?? []).map(({ PolicyName, PolicyArn }) => ({
      PolicyName: need(PolicyName, 'PolicyName'),
      PolicyArn: need(PolicyArn, 'PolicyArn'),
    })),
    PermissionsBoundary: boundary && {
      PermissionsBoundaryArn: need(boundary.PermissionsBoundaryArn, 'PermissionsBoundaryArn'),
    },
    RoleLastUsed: RoleLastUsed && { LastUsedDate: iso(RoleLastUsed.LastUsedDate), ...pick(RoleLastUsed, 'Region') },
    Tags: tagList(role.Tags),
  }
}

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
