import { expandActions } from '#lib/iam/actions.ts'
import { matches } from '#lib/iam/glob.ts'
import { type Grant, grantsAction } from '#lib/iam/grants.ts'
import { trackedAfterDays } from '#lib/inventory/derived/ecs-principals.ts'
import { daysSince, idleDaysOf } from '#lib/inventory/derived/idle.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { EcsIdentity } from '#lib/inventory/subjects/ecs-access.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, pass, type Result, undetermined } from '../result.ts'

type Holder = EcsIdentity['holder']

export default defineCheck({
  id: 'iam-access-audit',
  subject: 'ecsIdentity',
  requires: ['serviceAccess', 'userCredentials'],
  failTitle: 'ECS access that should not be there',
  messages: {
    never: '{name} may use ECS and never did as far back as IAM looks.',
    idle: '{name} may use ECS and last did so {days} days ago.',
    person: 'IAM user {name} logs in with {means} and may change ECS ({examples}).',
  },
  why: 'Access that nobody uses serves only those who steal it. Keys and passwords of IAM users outlive the people they were made for; an identity provider ends access when somebody leaves.',
  fix: {
    summary:
      'Take the ECS actions away, or the user or role, and let people come in through IAM Identity Center. Emergency roles are idle by design: name them in policy.adminPrincipals or ask for an exception.',
    effort: 'medium',
    cli: `aws iam generate-service-last-accessed-details --arn PRINCIPAL_ARN
aws iam get-service-last-accessed-details --job-id JOB
aws iam delete-role-policy --role-name ROLE --policy-name POLICY
aws iam update-access-key --user-name USER --access-key-id KEY --status Inactive`,
    terraform: `# Remove the grant or the principal:
# resource "aws_iam_role_policy" "POLICY" { ... }   resource "aws_iam_user" "USER" { ... }
resource "aws_ssoadmin_account_assignment" "people" {
  permission_set_arn = aws_ssoadmin_permission_set.DEPLOY.arn
  principal_type     = "GROUP"
}`,
    cloudformation: `# Remove AWS::IAM::User and its AWS::IAM::AccessKey, and assign people instead:
Type: AWS::SSO::Assignment
Properties:
  PrincipalType: GROUP
  PermissionSetArn: !GetAtt Deploy.PermissionSetArn`,
  },
  evaluate({ holder, grants }, look) {
    const unread = [...holder.own, ...holder.inherited].find(({ policy }) => 'error' in policy)
    if (grants.length === 0 && unread) return undetermined(`Policy ${unread.name} could not be read.`)
    if (look.policy.adminPrincipals.some((pattern) => matches(pattern, holder.name)))
      return pass([`${holder.name} administers the account by design.`], evidenceOf(holder, grants))
    return combineParts<'never' | 'idle' | 'person'>([
      () => [lastUse(look, holder, grants)],
      () => asPerson(look, holder, grants),
    ])
  },
})

function lastUse(look: Look<'serviceAccess'>, holder: Holder, grants: readonly Grant[]): Result<'never' | 'idle'> {
  const { name } = holder
  const created = holder.kind === 'role' ? holder.role.CreateDate : holder.user.CreateDate
  const access = look.get('serviceAccess', holder.arn)
  const age = daysSince(look, created)
  const tooNew = undetermined(`${name} is too new for IAM to know what it uses.`, { wants: 'history' })
  const isNew = age !== undefined && age < trackedAfterDays
  if (!access && isNew) return tooNew
  if (!access) return undetermined(`This scan did not ask IAM about ${name}: in large accounts each day has its turn.`)
  const position = access.ServicesLastAccessed.findIndex((one) => one.ServiceNamespace === 'ecs')
  const ecs = access.ServicesLastAccessed[position]
  if (!ecs) return undetermined(`IAM does not count ECS among the services that ${name} may use.`)
  const path = `ServicesLastAccessed[${position}]`
  const evidence = [
    cite('serviceAccess', access, `${path}.ServiceNamespace`),
    cite('serviceAccess', access, `${path}.LastAuthenticated`),
    ...evidenceOf(holder, grants),
  ]
  const days = daysSince(look, ecs.LastAuthenticated)
  if (days === undefined) return isNew ? tooNew : fail('never', { name }, evidence)
  return days <= idleDaysOf(look, name) ? pass([], evidence) : fail('idle', { name, days: Math.floor(days) }, evidence)
}

/** People are expected to come in through an identity provider. */
function asPerson(look: Look<'userCredentials'>, holder: Holder, grants: readonly Grant[]): Result<'person'>[] {
  if (holder.kind !== 'user') return []
  const writes = actionsOf(grants, ['write', 'permissions'])
  if (writes.length === 0) return []
  const credentials = look.get('userCredentials', holder.arn)
  if (!credentials) return [undetermined(`The credential report does not know ${holder.name} yet.`)]
  const keys = credentials.AccessKeys.flatMap(({ Active }, i) => (Active ? [i] : []))
  const means = [...(credentials.PasswordEnabled ? ['a password'] : []), ...(keys.length > 0 ? ['access keys'] : [])]
  if (means.length === 0) return []
  const data = { name: holder.name, means: means.join(' and '), examples: writes.slice(0, 3).join(', ') }
  return [
    fail('person', data, [
      ...evidenceOf(holder, grants),
      cite('userCredentials', credentials, 'PasswordEnabled'),
      ...keys.map((i) => cite('userCredentials', credentials, `AccessKeys[${i}].Active`)),
    ]),
  ]
}

function actionsOf(grants: readonly Grant[], levels?: readonly string[]): string[] {
  return expandActions('ecs:*')
    .filter(({ level, name }) => (!levels || levels.includes(level)) && grants.some((one) => grantsAction(one, name)))
    .map(({ name }) => name)
}

function evidenceOf(holder: Holder, grants: readonly Grant[]): Evidence[] {
  const actions = derived('ecs actions held per principal', actionsOf(grants).slice(0, 20))
  if (holder.kind === 'user') return [cite('users', holder.user, 'UserName'), actions]
  const used = holder.role.RoleLastUsed ? 'RoleLastUsed.LastUsedDate' : 'RoleLastUsed'
  return [cite('roles', holder.role, used), actions]
}
