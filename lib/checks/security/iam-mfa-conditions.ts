import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import { demandsMfa, deniesWithoutMfa, mayLackMfa, trustDeniesWithoutMfa } from '#lib/iam/mfa.ts'
import type { TrustedPrincipal } from '#lib/iam/trust.ts'
import { deniesOn, type Holder } from '#lib/inventory/derived/holders.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Role } from '#lib/inventory/types/iam.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

const destructive: readonly string[] = [
  'ecs:DeleteCluster',
  'ecs:DeleteService',
  'ecs:DeregisterTaskDefinition',
  'ecs:DeleteTaskDefinitions',
  'ecs:ExecuteCommand',
]

export default defineCheck({
  id: 'iam-mfa-conditions',
  subject: 'ecsPolicy',
  requires: [],
  failTitle: 'Destruction needs no second factor',
  messages: {
    open: '{policy} lets {holder} use {actions} without a second factor.',
  },
  why: 'With a stolen password or access key alone somebody could delete services or open a shell in a container. A second factor stops most of those who only found a key.',
  fix: {
    summary:
      'Demand a second factor in the statement or in the role’s trust policy, or move people to IAM Identity Center with enforced MFA. Leave pipelines out: federated and chained sessions carry no second factor and would be locked out.',
    effort: 'small',
    cli: `aws iam put-role-policy --role-name ROLE --policy-name operate --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": "ecs:DeleteService", "Resource": "*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}'
# In a Deny use BoolIfExists with "false": long-term keys carry no such key at all.`,
    terraform: `condition {
  test     = "Bool"
  variable = "aws:MultiFactorAuthPresent"
  values   = ["true"]
}`,
    cloudformation: `Condition:
  Bool: { "aws:MultiFactorAuthPresent": "true" }`,
  },
  evaluate({ policy, holder, grants }) {
    if (holder.kind === 'role' && holder.trustError)
      return undetermined(`Who may assume ${holder.name} could not be read.`)
    if ('error' in policy.policy) return undetermined(`Policy ${policy.name} could not be read: ${policy.policy.error}`)
    if (holder.kind === 'role' && !holder.trusted.some(mayLackMfa))
      return notApplicable('Only services, pipelines or federated people may assume this role.')
    const granted = destructive.filter((action) => grants.some((grant) => grantsAction(grant, action)))
    if (granted.length === 0) return notApplicable('It allows nothing destructive.')
    const evidence = evidenceOf(holder)
    if (holder.kind === 'role' && holder.trusted.filter(mayLackMfa).every((one) => bringsMfa(one, holder.role)))
      return pass([], evidence)
    const open = granted.filter((action) => isOpen(action, grants, holder))
    if (open.length === 0) return pass([], evidence)
    return fail('open', { policy: policy.name, holder: holder.name, actions: open.join(', ') }, [
      ...(policy.managed ? [cite('policies', policy.managed, 'PolicyName')] : []),
      ...evidence,
      derived('destructive actions without MFA condition', open),
    ])
  },
})

/** Whoever assumes the role has shown a second factor, because its trust policy demands one. */
function bringsMfa({ conditions, principal }: TrustedPrincipal, { AssumeRolePolicyDocument }: Role): boolean {
  return demandsMfa(conditions) || trustDeniesWithoutMfa(AssumeRolePolicyDocument, principal)
}

/** Some grant of the action asks for no second factor, and no Deny does. */
function isOpen(action: string, grants: readonly Grant[], holder: Holder): boolean {
  const free = grants.some((grant) => grantsAction(grant, action) && !demandsMfa(grant.conditions))
  return free && !deniesOn(holder).some((deny) => deniesWithoutMfa(deny, action))
}

function evidenceOf(holder: Holder): Evidence[] {
  if (holder.kind === 'user') return [cite('users', holder.user, 'UserName')]
  if (holder.kind === 'group') return [cite('groups', holder.group, 'GroupName')]
  return [cite('roles', holder.role, 'AssumeRolePolicyDocument')]
}
