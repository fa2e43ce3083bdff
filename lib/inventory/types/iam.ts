/** IAM facts of one account (GetAccountAuthorizationDetails). Policy documents are kept as decoded JSON text. */

export interface Role {
  RoleName: string
  RoleId: string
  Arn: string
  Path: string
  CreateDate?: string
  AssumeRolePolicyDocument: string
  InstanceProfileList: { InstanceProfileName: string; Arn: string }[]
  RolePolicyList: { PolicyName: string; PolicyDocument: string }[]
  AttachedManagedPolicies: { PolicyName: string; PolicyArn: string }[]
  PermissionsBoundary?: { PermissionsBoundaryArn: string }
  RoleLastUsed?: { LastUsedDate?: string; Region?: string }
  Tags: { Key: string; Value: string }[]
}

export interface User {
  UserName: string
  UserId: string
  Arn: string
  Path: string
  CreateDate?: string
  UserPolicyList: { PolicyName: string; PolicyDocument: string }[]
  /** Names of the groups the user is in. */
  GroupList: string[]
  AttachedManagedPolicies: { PolicyName: string; PolicyArn: string }[]
  PermissionsBoundary?: { PermissionsBoundaryArn: string }
  Tags: { Key: string; Value: string }[]
}

export interface Group {
  GroupName: string
  GroupId: string
  Arn: string
  Path: string
  GroupPolicyList: { PolicyName: string; PolicyDocument: string }[]
  AttachedManagedPolicies: { PolicyName: string; PolicyArn: string }[]
}

/** A customer managed or attached AWS managed policy; only the default version counts. */
export interface ManagedPolicy {
  PolicyName: string
  Arn: string
  /** Users, groups and roles that it is attached to. */
  AttachmentCount?: number
  PolicyVersionList: { VersionId: string; IsDefaultVersion: boolean; Document: string }[]
}
