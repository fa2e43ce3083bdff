import type * as sdk from '@aws-sdk/client-iam'
import type { Call } from '../call.ts'
import type { Collection } from '../estate.ts'
import { concatCollections, findBy, mapCollection } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { awsQuery } from '../wire/query.ts'
import { iamReports } from './iam-reports.ts'

type Entity =
  | { kind: 'User'; user: sdk.UserDetail }
  | { kind: 'Group'; group: sdk.GroupDetail }
  | { kind: 'Role'; role: sdk.RoleDetail }
  | { kind: 'LocalManagedPolicy' | 'AWSManagedPolicy'; policy: sdk.ManagedPolicyDetail }

const roleName = ({ RoleName }: sdk.RoleDetail) => RoleName

export const iam: Service = {
  signingName: 'iam',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-iam'),
  invalidInput: 'ValidationError',
  invalidToken: 'ValidationError',
  operations: {
    /** One stream of users, groups, roles and policies; a page of it may hold some of each. */
    GetAccountAuthorizationDetails(
      input: sdk.GetAccountAuthorizationDetailsRequest,
      call: Call,
    ): sdk.GetAccountAuthorizationDetailsResponse {
      const { Filter: kinds, Marker, MaxItems } = input
      const { items, next } = page(call, entities(call), {
        token: Marker,
        size: MaxItems,
        max: 1000,
        usual: 100,
        where: ({ kind }) => !kinds?.length || kinds.includes(kind),
      })
      return {
        UserDetailList: items.flatMap((item) => ('user' in item ? encodeUser(item.user) : [])),
        GroupDetailList: items.flatMap((item) => ('group' in item ? encodeGroup(item.group) : [])),
        RoleDetailList: items.flatMap((item) => ('role' in item ? encodeRole(item.role) : [])),
        Policies: items.flatMap((item) => ('policy' in item ? encodePolicy(item.policy) : [])),
        IsTruncated: next !== undefined,
        Marker: next,
      }
    },

    GetRole({ RoleName }: sdk.GetRoleRequest, call: Call): sdk.GetRoleResponse {
      const role = findBy(call.account.iam.roles, roleName, RoleName)
      if (!role) throw new AwsError('NoSuchEntity', `The role with name ${RoleName} cannot be found.`, 404)
      const { Path, RoleId, Arn, CreateDate, PermissionsBoundary, Tags, RoleLastUsed, AssumeRolePolicyDocument } =
        encodeRole(role)
      return {
        Role: {
          RoleName,
          Path,
          RoleId,
          Arn,
          CreateDate,
          PermissionsBoundary,
          Tags,
          RoleLastUsed,
          AssumeRolePolicyDocument,
        },
      }
    },

    ListAccountAliases(_input: object, { account }: Call): sdk.ListAccountAliasesResponse {
      return { AccountAliases: [account.alias], IsTruncated: false }
    },

    ...iamReports,
  },
}

function entities({ account }: Call): Collection<Entity> {
  const { users, groups, roles, policies } = account.iam
  return concatCollections<Entity>([
    mapCollection(users, (user) => ({ kind: 'User', user })),
    mapCollection(groups, (group) => ({ kind: 'Group', group })),
    mapCollection(roles, (role) => ({ kind: 'Role', role })),
    mapCollection(policies, (policy) => ({
      kind: isAwsManaged(policy) ? 'AWSManagedPolicy' : 'LocalManagedPolicy',
      policy,
    })),
  ])
}

function isAwsManaged({ Arn = '' }: sdk.ManagedPolicyDetail): boolean {
  return Arn.split(':')[4] === 'aws'
}

function encodeInline(policies: sdk.PolicyDetail[] | undefined): sdk.PolicyDetail[] | undefined {
  return policies?.map((policy) => ({ ...policy, PolicyDocument: encode(policy.PolicyDocument) }))
}

function encodeUser(user: sdk.UserDetail): sdk.UserDetail {
  return { ...user, UserPolicyList: encodeInline(user.UserPolicyList) }
}

function encodeGroup(group: sdk.GroupDetail): sdk.GroupDetail {
  return { ...group, GroupPolicyList: encodeInline(group.GroupPolicyList) }
}

function encodeRole(role: sdk.RoleDetail): sdk.RoleDetail {
  return {
    ...role,
    AssumeRolePolicyDocument: encode(role.AssumeRolePolicyDocument),
    RolePolicyList: encodeInline(role.RolePolicyList),
    InstanceProfileList: role.InstanceProfileList?.map((profile) => ({
      ...profile,
      Roles: profile.Roles?.map((one) => ({ ...one, AssumeRolePolicyDocument: encode(one.AssumeRolePolicyDocument) })),
    })),
  }
}

function encodePolicy(policy: sdk.ManagedPolicyDetail): sdk.ManagedPolicyDetail {
  return {
    ...policy,
    PolicyVersionList: policy.PolicyVersionList?.map((version) => ({ ...version, Document: encode(version.Document) })),
  }
}

/** IAM answers policy documents URL-encoded. */
function encode(document: string | undefined): string | undefined {
  return document === undefined ? undefined : encodeURIComponent(document)
}
