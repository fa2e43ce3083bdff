import { isLimiting } from './conditions.ts'
import { matches } from './glob.ts'
import { type Grant, grantsAction } from './grants.ts'
import type { Condition } from './policy.ts'
import { atMost, isWildcardResource } from './resource.ts'

/** Actions that change identities or what they may do. CreateServiceLinkedRole is not among them: only its service can use it. */
const IDENTITY_CHANGES: readonly string[] = [
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:UpdateAccessKey',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
  'iam:UpdateServiceSpecificCredential',
  'iam:UpdateSigningCertificate',
  'iam:UpdateSSHPublicKey',
  'iam:UpdateUser',
]

/** Actions that alone, on a wildcard resource, let a task become somebody else. */
export const ESCALATION_ACTIONS: readonly string[] = [
  'iam:PassRole',
  ...IDENTITY_CHANGES,
  'sts:AssumeRole',
  'lambda:UpdateFunctionCode',
]

/** Amazon ECS actions that run containers under a passed role. */
export const ROLE_USING_ACTIONS: readonly string[] = [
  'ecs:RegisterTaskDefinition',
  'ecs:RunTask',
  'ecs:StartTask',
  'ecs:CreateService',
  'ecs:UpdateService',
]

const TASKS_SERVICE = 'ecs-tasks.amazonaws.com'

/**
 * Leaves iam:PassRole open for ECS tasks: only limits the service, to one or several among which ECS is. The request always
 * names the service. Wildcards count with Like alone, and case except with IgnoreCase.
 */
function letsPassToTasks({ operator, key, values }: Condition): boolean {
  if (key.toLowerCase() !== 'iam:passedtoservice') return false
  const how = operator.toLowerCase()
  if (how === 'null') return values.every((value) => value.toLowerCase() === 'false')
  const names = (value: string) => {
    if (how.includes('like') || value.includes('${')) return matches(atMost(value), TASKS_SERVICE)
    return (how.includes('ignorecase') ? value.toLowerCase() : value) === TASKS_SERVICE
  }
  return values.some(names) !== how.includes('not')
}

/** Can the grant pass any role to ECS tasks? Without a condition, or under one that names ECS as the service. */
export function passesAnyRoleToTasks(grant: Grant): boolean {
  const limiting = grant.conditions.filter(isLimiting)
  return (
    grantsAction(grant, 'iam:PassRole') &&
    isWildcardResource(grant.resource) &&
    limiting.every((one) => letsPassToTasks(one))
  )
}

type EscalationPath =
  | 'pass-role-to-task'
  | 'change-identities'
  | 'assume-any-role'
  | 'replace-function-code'
  | 'execute-in-tasks'
  | 'start-sessions'

export interface Escalation {
  path: EscalationPath
  /** The granted actions that make the path. */
  actions: readonly string[]
  /** The grants they come from. */
  grants: readonly Grant[]
  /** A condition, a conditional Deny or the boundary may close the path. */
  limited: boolean
}

const onWildcard = (grants: readonly Grant[], action: string): Grant[] =>
  grants.filter((grant) => isWildcardResource(grant.resource) && grantsAction(grant, action))

function singlePath(path: EscalationPath, actions: readonly string[], grants: readonly Grant[]): Escalation[] {
  const granted = actions.filter((action) => onWildcard(grants, action).length > 0)
  if (granted.length === 0) return []
  const sources = grants.filter((grant) => granted.some((action) => onWildcard([grant], action).length > 0))
  return [{ path, actions: granted, grants: sources, limited: sources.every((grant) => grant.limited !== undefined) }]
}

function passRolePath(grants: readonly Grant[]): Escalation[] {
  const passing = grants.filter(passesAnyRoleToTasks)
  const using = ROLE_USING_ACTIONS.filter((action) => grants.some((grant) => grantsAction(grant, action)))
  if (passing.length === 0 || using.length === 0) return []
  const running = grants.filter((grant) => using.some((action) => grantsAction(grant, action)))
  const limited = running.every((grant) => grant.limited !== undefined)
  return [
    {
      path: 'pass-role-to-task',
      actions: ['iam:PassRole', ...using],
      grants: [...new Set([...passing, ...running])],
      limited,
    },
  ]
}

/**
 * Ways from these effective grants to more rights in an ECS estate. Running a task with any role, changing identities, assuming
 * any role, replacing function code, and entering any task (ECS Exec, and Session Manager which bypasses its controls).
 */
export function escalationPaths(grants: readonly Grant[]): Escalation[] {
  return [
    ...passRolePath(grants),
    ...singlePath('change-identities', IDENTITY_CHANGES, grants),
    ...singlePath('assume-any-role', ['sts:AssumeRole'], grants),
    ...singlePath('replace-function-code', ['lambda:UpdateFunctionCode'], grants),
    ...singlePath('execute-in-tasks', ['ecs:ExecuteCommand'], grants),
    ...singlePath('start-sessions', ['ssm:StartSession'], grants),
  ]
}
