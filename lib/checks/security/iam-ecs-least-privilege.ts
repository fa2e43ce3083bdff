import { actionMatches, expandActions } from '#lib/iam/actions.ts'
import { isLimiting } from '#lib/iam/conditions.ts'
import { matches } from '#lib/iam/glob.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import { isWildcardResource } from '#lib/iam/resource.ts'
import type { Holder } from '#lib/inventory/derived/holders.ts'
import type { HeldPolicy } from '#lib/inventory/derived/policies.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, undetermined } from '../result.ts'

/** Writes without a resource of their own to name, or on a family's next revision: advice only. */
const advised: readonly string[] = ['ecs:RegisterTaskDefinition', 'ecs:DeregisterTaskDefinition']
const narrowing = /^(?:ecs:cluster|ecs:service|ecs:task|(?:ecs|aws):resourcetag\/.+)$/i
const FULL_ACCESS = /^arn:aws[a-z-]*:iam::aws:policy\/AmazonECS_FullAccess$/

export default defineCheck({
  id: 'iam-ecs-least-privilege',
  subject: 'ecsPolicy',
  requires: [],
  failTitle: 'Policy grants too much of ECS',
  messages: {
    all: '{policy} lets {holder} do everything in ECS ({action} on {resource}).',
    writes: '{policy} lets {holder} change any resource of ECS ({action} on {resource}).',
  },
  why: 'Whoever holds such a policy, or steals its keys, can stop, replace or take over any workload of the account. Most people and pipelines need a few actions on one cluster.',
  fix: {
    summary:
      'List the actions that are needed, on long-format ARNs or under a condition on ecs:cluster. CloudTrail shows what was really called; rare duties may be missing in it.',
    effort: 'medium',
    cli: `aws iam put-role-policy --role-name ROLE --policy-name deploy --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": ["ecs:UpdateService", "ecs:DescribeServices"],
    "Resource": "arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/*"}]}'
aws iam detach-role-policy --role-name ROLE --policy-arn BROAD_POLICY`,
    terraform: `data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["ecs:UpdateService", "ecs:DescribeServices"]
    resources = ["arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/*"]
  }
}`,
    cloudformation: `PolicyDocument:
  Statement:
    - Effect: Allow
      Action: ["ecs:UpdateService", "ecs:DescribeServices"]
      Resource: !Sub arn:aws:ecs:\${AWS::Region}:\${AWS::AccountId}:service/CLUSTER/*`,
  },
  evaluate({ policy, holder, grants }, look) {
    if (holder.kind === 'role' && holder.trustError)
      return undetermined(`Who may assume ${holder.name} could not be read.`)
    if ('error' in policy.policy) return undetermined(`Policy ${policy.name} could not be read: ${policy.policy.error}`)
    const evidence = [...evidenceOf(policy, holder), ...boundaryEvidence(holder)]
    if (look.policy.adminPrincipals.some((pattern) => matches(pattern, holder.name))) {
      return pass([`${holder.name} administers the account by design.`], evidence)
    }
    const severity = isReachableFromAfar(holder) ? ('high' as const) : ('medium' as const)
    const whole = grants.filter(isWhole)
    const byName = whole.length === 0 && FULL_ACCESS.test(policy.id) ? [undefined] : []
    const reported = [...whole, ...byName].map((grant) =>
      fail(
        'all',
        {
          policy: policy.name,
          holder: holder.name,
          action: grant?.written ?? 'ecs:*',
          resource: grant?.resource ?? '*',
        },
        [...evidence, ...statementEvidence(policy, grant)],
        { severity },
      ),
    )
    const open = grants.filter((grant) => !isWhole(grant) && isUnlimited(grant))
    const writes = open
      .filter((grant) => writesOf(grant).length > 0)
      .map((grant) =>
        fail(
          'writes',
          { policy: policy.name, holder: holder.name, action: grant.written, resource: grant.resource },
          [...evidence, ...statementEvidence(policy, grant), derived('for example', writesOf(grant).slice(0, 10))],
          { severity },
        ),
      )
    return combine([pass(advice(open), evidence), ...reported, ...writes])
  },
})

const ecsActions = expandActions('ecs:*').map(({ name }) => name)

/** By whatever pattern, and whatever a Deny or NotAction takes out of it. */
const isWhole = ({ action }: Grant): boolean => ecsActions.every((name) => actionMatches(action, name))

const isUnlimited = ({ resource, conditions }: Grant): boolean =>
  isWildcardResource(resource) && !conditions.some((one) => narrowing.test(one.key) && isLimiting(one))

/** Write-level ECS actions of a grant that could name a resource. */
function writesOf(grant: Grant): string[] {
  return expandActions('ecs:*')
    .filter(({ name, level, limitable }) => limitable && level === 'write' && grantsAction(grant, name))
    .map(({ name }) => name)
    .filter((name) => !advised.includes(name))
}

function advice(open: readonly Grant[]): string[] {
  const all = [...advised, 'ecs:TagResource', 'ecs:PutAccountSetting', 'ecs:PutAccountSettingDefault']
  const granted = all.filter((action) => open.some((grant) => grantsAction(grant, action)))
  return granted.map((action) => `${action} is granted on everything.`)
}

/** Long-lived keys, or a way in from another account. */
function isReachableFromAfar(holder: Holder): boolean {
  if (holder.kind !== 'role') return holder.kind === 'user'
  return holder.trusted.some(({ scope }) => scope === 'other-account' || scope === 'everybody')
}

function evidenceOf({ managed }: HeldPolicy, holder: Holder): Evidence[] {
  const attached = managed
    ? [cite('policies', managed, 'PolicyName'), cite('policies', managed, 'AttachmentCount')]
    : []
  if (holder.kind === 'user') return [...attached, cite('users', holder.user, 'UserName')]
  if (holder.kind === 'group') return [...attached, cite('groups', holder.group, 'GroupName')]
  return [...attached, cite('roles', holder.role, 'RoleName')]
}

/** Boundaries may neutralise the policy: shown, not computed. */
function boundaryEvidence(holder: Holder): Evidence[] {
  const path = 'PermissionsBoundary.PermissionsBoundaryArn'
  if (holder.kind === 'user' && holder.user.PermissionsBoundary) return [cite('users', holder.user, path)]
  return holder.kind === 'role' && holder.role.PermissionsBoundary ? [cite('roles', holder.role, path)] : []
}

function statementEvidence({ policy }: HeldPolicy, grant: Grant | undefined): Evidence[] {
  if (!grant || 'error' in policy) return []
  const sid = policy.statements.find(({ index }) => index === grant.statement)?.sid ?? `statement ${grant.statement}`
  const conditions = grant.conditions.map(({ operator, key }) => `${operator} ${key}`)
  return [derived('statement, action, resource, conditions', [sid, grant.written, grant.resource, conditions])]
}
