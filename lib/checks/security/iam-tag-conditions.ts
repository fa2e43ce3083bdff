import { actionMatches } from '#lib/iam/actions.ts'
import { isLimiting } from '#lib/iam/conditions.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import type { Condition } from '#lib/iam/policy.ts'
import { isWildcardResource } from '#lib/iam/resource.ts'
import type { TrustedPrincipal } from '#lib/iam/trust.ts'
import { deniesOn, grantsOf, type Holder } from '#lib/inventory/derived/holders.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

const powerful: readonly string[] = [
  'ecs:RunTask',
  'ecs:StartTask',
  'ecs:StopTask',
  'ecs:UpdateService',
  'ecs:ExecuteCommand',
  'ecs:RegisterTaskDefinition',
]
const limitingKey =
  /^(?:(?:aws|ecs):resourcetag\/.+|aws:requesttag\/.+|ecs:(?:cluster|task-definition|container-name|enable-execute-command|privileged|auto-assign-public-ip|subnet|compute-compatibility))$/i
const tagKey = /^(?:aws|ecs):(?:resource|request)tag\//i

export default defineCheck({
  id: 'iam-tag-conditions',
  subject: 'ecsPolicy',
  requires: ['accountSettings'],
  failTitle: 'Powerful actions without conditions',
  messages: {
    unlimited: '{policy} lets {holder}, which several people share, use {actions} under no condition.',
    retag: '{policy} limits {holder} by tags, but the role may set those tags itself (ecs:TagResource).',
  },
  why: 'A role that several teams share reaches everything that any of them runs. Conditions on tags, clusters or settings keep each to its own, as long as nobody can simply change the tags.',
  fix: {
    summary:
      'Add conditions on aws:ResourceTag, ecs:cluster or the preventive keys (ecs:privileged, ecs:auto-assign-public-ip, ecs:enable-execute-command), turn tagResourceAuthorization on and guard ecs:TagResource. Untagged resources are out of reach afterwards: tag them first.',
    effort: 'medium',
    cli: `aws ecs put-account-setting-default --name tagResourceAuthorization --value on
aws iam put-role-policy --role-name ROLE --policy-name operate --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": ["ecs:UpdateService", "ecs:StopTask"], "Resource": "*",
    "Condition": {"StringEquals": {"aws:ResourceTag/team": "TEAM"}}}]}'`,
    terraform: `condition {
  test     = "StringEquals"
  variable = "aws:ResourceTag/team"
  values   = ["TEAM"]
}`,
    cloudformation: `Condition:
  StringEquals: { "aws:ResourceTag/team": TEAM }`,
  },
  evaluate({ policy, holder, grants }, look) {
    if (holder.kind !== 'role') return notApplicable('It is held by a user or a group, not by a role.')
    if (holder.trustError) return undetermined(`Who may assume ${holder.name} could not be read.`)
    if ('error' in policy.policy) return undetermined(`Policy ${policy.name} could not be read: ${policy.policy.error}`)
    if (!isShared(holder.trusted)) return notApplicable('One person or pipeline alone may assume this role.')
    const granted = powerful.filter((action) => grants.some((grant) => grantsAction(grant, action)))
    if (granted.length === 0) return notApplicable('It allows none of the powerful actions.')
    const limits = new Map(granted.map((action) => [action, limitsOf(action, grants, holder)]))
    const keys = [...new Set([...limits.values()].flat())]
    const data = { policy: policy.name, holder: holder.name }
    const evidence = [
      ...(policy.managed ? [cite('policies', policy.managed, 'PolicyName')] : []),
      cite('roles', holder.role, 'RoleName'),
      derived('condition keys in use', keys),
    ]
    const open = granted.filter((action) => limits.get(action)?.length === 0)
    if (open.length === granted.length) return fail('unlimited', { ...data, actions: open.join(', ') }, evidence)
    const byTag = keys.some((key) => tagKey.test(key))
    if (byTag && maySetTags(holder)) return fail('retag', data, [...evidence, derived('ability to re-tag', true)])
    const advice = open.map((action) => `${action} is granted without any of these conditions.`)
    return pass(byTag ? [...advice, ...settingAdvice(look)] : advice, evidence)
  },
})

/** More than one identity can come in: a whole account, everybody, any user of an identity provider, or several principals. */
function isShared(trusted: readonly TrustedPrincipal[]): boolean {
  const people = trusted.filter(({ scope }) => scope !== 'service' && scope !== 'deleted')
  return people.length > 1 || people.some(isMany)
}

function isMany({ scope, principal, conditions }: TrustedPrincipal): boolean {
  if (scope === 'everybody') return true
  if (scope === 'federated') return !conditions.some(singlesOut)
  return /^\d{12}$|:root$/.test(principal.value)
}

/** One subject of the provider: a repository, a user. */
function singlesOut({ operator, key, values }: Condition): boolean {
  return /:sub$/i.test(key) && /^String(?:Equals|Like)$/i.test(operator) && values.length === 1
}

/** Listed keys that limit every way to an action; none when one statement grants it freely and no Deny holds it back. */
function limitsOf(action: string, grants: readonly Grant[], holder: Holder): string[] {
  const byDeny = deniesOn(holder)
    .filter(({ actions: { not, patterns } }) => patterns.some((one) => actionMatches(one, action)) !== not)
    .flatMap(({ conditions }) => keysOf(conditions))
  const ways = grants.filter((grant) => grantsAction(grant, action)).map(({ conditions }) => keysOf(conditions))
  return ways.some((keys) => keys.length === 0) ? byDeny : [...ways.flat(), ...byDeny]
}

function keysOf(conditions: readonly Condition[]): string[] {
  return conditions.filter((one) => limitingKey.test(one.key) && isLimiting(one)).map(({ key }) => key)
}

/** ecs:TagResource on everything and under no condition, by any policy of the role. */
function maySetTags(holder: Holder): boolean {
  return grantsOf(holder).some(
    (grant) =>
      grantsAction(grant, 'ecs:TagResource') &&
      isWildcardResource(grant.resource) &&
      !grant.conditions.some((one) => isLimiting(one) || /^aws:tagkeys$/i.test(one.key)),
  )
}

/** Where the setting is off, resources can be made with any tags without the right to tag. */
function settingAdvice(look: Look<'accountSettings'>): string[] {
  const off = look.regions.filter((region) =>
    look
      .in(region)
      .all('accountSettings')
      .some(({ name, value }) => name === 'tagResourceAuthorization' && value === 'off'),
  )
  return off.map(
    (region) => `tagResourceAuthorization is off in ${region}: whoever creates a resource chooses its tags.`,
  )
}
