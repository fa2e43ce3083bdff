import { actionCovers, actionMatches, expandActions } from '#lib/iam/actions.ts'
import { effectiveGrants, type Grant, grantsAction } from '#lib/iam/grants.ts'
import { hostsOpenToTasks } from '#lib/inventory/derived/metadata.ts'
import { boundaryOf, type HeldPolicy, heldPolicies } from '#lib/inventory/derived/policies.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import type { InstanceRoleSubject } from '#lib/inventory/subjects/instance-roles.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, pass, undetermined } from '../result.ts'

/** The agent's own policies; Managed Instances have theirs. */
const agentPolicies = ['AmazonEC2ContainerServiceforEC2Role', 'AmazonECSInstanceRolePolicyForManagedInstances']
/** What those allow, pulling images, writing logs, and the channel of Systems Manager. */
const allowed: readonly string[] = [
  'ec2:DescribeTags',
  'ecs:CreateCluster',
  'ecs:DeregisterContainerInstance',
  'ecs:DiscoverPollEndpoint',
  'ecs:Poll',
  'ecs:PutSystemLogEvents',
  'ecs:RegisterContainerInstance',
  'ecs:StartTelemetrySession',
  'ecs:Submit*',
  'ecs:TagResource',
  'ecs:UpdateContainerInstancesState',
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'logs:PutRetentionPolicy',
  'ec2messages:*',
  'ssmmessages:*',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstance*',
]
const neverPlain = /^(?:iam|sts|secretsmanager):/i
const needed = ['ecs:DiscoverPollEndpoint', 'ecs:Poll', 'ecs:RegisterContainerInstance', 'ecs:SubmitTaskStateChange']

export default defineCheck({
  id: 'iam-instance-role-scoped',
  subject: 'instanceRole',
  requires: [...usageReads, 'policies'],
  failTitle: 'Instance role can do more than the agent',
  messages: {
    extra: 'Policy {policy} lets hosts do more than the ECS agent needs ({action}: {examples}).',
  },
  why: 'Every task that reaches the metadata of its host can take this role. What only one application needs is then open to all that run beside it.',
  fix: {
    summary:
      'Move the rights of applications to task roles and leave the agent’s managed policy, which may lose ecs:CreateCluster, and those for Systems Manager and CloudWatch. Move first, then remove: software of the host itself may use them too.',
    effort: 'medium',
    cli: `aws iam delete-role-policy --role-name INSTANCE_ROLE --policy-name POLICY
aws iam attach-role-policy --role-name INSTANCE_ROLE \\
  --policy-arn arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role`,
    terraform: `resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.INSTANCE_ROLE.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}`,
    cloudformation: `Type: AWS::IAM::Role
Properties:
  ManagedPolicyArns:
    - arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
    - arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore`,
  },
  dormant: 'full',
  evaluate(subject, look) {
    const { role, hosts } = subject
    const held = heldPolicies(look, role, role.RolePolicyList)
    const boundary = boundaryOf(look, role)
    const limit = boundary && !('error' in boundary) ? boundary : undefined
    const listed = new Set(held.filter((one) => isListed(one, look.policy.instancePolicies)).map(({ id }) => id))
    const readable = held.flatMap(({ id, policy }) => ('error' in policy ? [] : [{ source: id, policy }]))
    const unread = held.flatMap(({ id, name, policy }) =>
      'error' in policy && !listed.has(id) ? [undetermined(`Policy ${name} could not be read: ${policy.error}`)] : [],
    )
    const grants = effectiveGrants(readable, limit)
    const names = new Map(held.map(({ id, name }) => [id, name]))
    const evidence = evidenceOf(subject)
    const extra = grants
      .filter(({ source }) => !listed.has(source))
      .map((grant) => ({ grant, actions: extraOf(grant) }))
    const failing = extra.filter(({ actions }) => actions.length > 0)
    const open = failing.length > 0 && isReachable()
    return combine([
      pass(missingRights(grants, hosts), evidence),
      ...unread,
      ...failing.map(({ grant, actions }) =>
        fail(
          'extra',
          {
            policy: names.get(grant.source) ?? grant.source,
            action: grant.written,
            examples: actions.slice(0, 3).join(', '),
          },
          [...evidence, derived('extra actions', actions)],
          { severity: open ? 'critical' : 'high' },
        ),
      ),
    ])

    /** Whether a task can fetch its credentials from the metadata of some host. */
    function isReachable(): boolean {
      return hosts.some((host) => (ifKnown(() => hostsOpenToTasks(look.in(host.region), [host])) ?? []).length > 0)
    }
  },
})

/** AWS's own policies go by their name, others by their ARN: anybody may call a policy like one of AWS. */
function isListed({ id, name }: HeldPolicy, more: readonly string[]): boolean {
  const ofAws = /^arn:aws[a-z-]*:iam::aws:policy\//.test(id)
  return more.includes(id) || (ofAws && [...agentPolicies, ...more].includes(name))
}

/** A few of the actions that the agent does not need. */
function extraOf(grant: Grant): string[] {
  if (actionCovers(grant.action, '*')) return ['*']
  return expandActions(grant.action)
    .values()
    .map(({ name }) => name)
    .filter((name) => grantsAction(grant, name) && !isHarmless(name))
    .take(10)
    .toArray()
}

const isHarmless = (name: string): boolean =>
  allowed.some((pattern) => actionMatches(pattern, name)) ||
  (/^[a-z0-9-]+:(?:Describe|List)/i.test(name) && !neverPlain.test(name))

function missingRights(grants: readonly Grant[], hosts: InstanceRoleSubject['hosts']): string[] {
  const missing = needed.filter((action) => !grants.some((grant) => grantsAction(grant, action)))
  if (missing.length === 0) return []
  const lost = hosts.filter(({ registration }) => registration.agentConnected === false).length
  const hint = `The agent needs ${missing.join(', ')}, which the role does not allow.`
  return [lost > 0 ? `${hint} The agent of ${lost} hosts is disconnected.` : hint]
}

function evidenceOf({ role, hosts, providers, nodes }: InstanceRoleSubject): Evidence[] {
  const [instance] = hosts.flatMap((host) => host.instance ?? [])
  const provided = 'managedInstancesProvider.instanceLaunchTemplate.ec2InstanceProfileArn'
  return [
    ...(instance ? [cite('instances', instance, 'IamInstanceProfile.Arn')] : []),
    ...providers.slice(0, 1).map((one) => cite('capacityProviders', one, provided)),
    ...nodes.slice(0, 1).map((one) => cite('managedNodes', one, 'IamRole')),
    ...role.InstanceProfileList.slice(0, 1).map(() => cite('roles', role, 'InstanceProfileList[0].Arn')),
    ...role.AttachedManagedPolicies.map((_, i) => cite('roles', role, `AttachedManagedPolicies[${i}].PolicyName`)),
  ]
}
