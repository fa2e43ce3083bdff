import type { RoleUse } from '#lib/inventory/derived/roles.ts'
import { classify } from '#lib/inventory/derived/tags.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { CapacityProvider } from '#lib/inventory/types/ecs.ts'
import type { Role } from '#lib/inventory/types/iam.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'iam-task-role-distinct',
  subject: 'iamRole',
  requires: [],
  failTitle: 'Role is shared',
  messages: {
    execution: '{family} runs with the same role that pulls its images and secrets.',
    executionElsewhere: '{family} runs with the role that pulls images and secrets of {other}.',
    instance: '{role} is also the instance role of container hosts.',
    families: '{role} serves {count} task families: {families}.',
    environments: '{role} serves several environments: {environments}.',
  },
  why: 'A shared role adds up the rights of everyone who uses it: a break-in into the least of them has them all, and nobody can say whose calls the log shows.',
  fix: {
    summary: 'Create one task role per family, and leave image pulls, logs and secrets to a separate execution role.',
    effort: 'medium',
    cli: `aws iam create-role --role-name FAMILY-task --assume-role-policy-document file://ECS_TASKS_TRUST.json
# On the task definition JSON: "taskRoleArn": "...role/FAMILY-task", "executionRoleArn": "...role/FAMILY-execution"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  task_role_arn      = aws_iam_role.task.arn
  execution_role_arn = aws_iam_role.execution.arn
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  TaskRoleArn: !GetAtt TaskRole.Arn
  ExecutionRoleArn: !GetAtt ExecutionRole.Arn`,
  },
  dormant: 'full',
  evaluate({ roleArn, role, foreign, asTask, asExecution, asInstance }, look) {
    const [first] = asTask
    if (!first) return notApplicable('No task runs with this role.')
    if (!foreign && !role) return notApplicable('The role does not exist.')
    const name = role?.RoleName ?? roleArn
    const counted = asTask.filter((use) => !look.policy.familyVariants.includes(use.family))
    const families = [...new Set(counted.map((use) => use.family))].toSorted()
    const used = derived('task definitions', [...new Set(asTask.map((use) => use.taskDefinitionArn))])
    const cited = role ? [cite('roles', role, 'Arn'), used] : [used]
    const same = asTask.find((use) => asExecution.some((other) => other.taskDefinitionArn === use.taskDefinitionArn))
    const [elsewhere] = same ? [] : asExecution
    const shared = same
      ? [fail('execution', { family: same.family }, cited)]
      : elsewhere
        ? [
            fail('executionElsewhere', { family: first.family, other: elsewhere.family }, [
              ...cited,
              derived('task definitions that start with it', [elsewhere.taskDefinitionArn]),
            ]),
          ]
        : []
    const hosts = asInstance.map((host) => host.registration.ec2InstanceId ?? '')
    const managed = role ? providersOf(look, role) : []
    const carried = [
      ...(hosts.length > 0 ? [derived('hosts', hosts)] : []),
      ...managed.map((one) => cite('capacityProviders', one, profilePath)),
    ]
    const onHosts = carried.length > 0 ? [fail('instance', { role: name }, [...cited, ...carried])] : []
    const environments = ifKnown(() => environmentsOf(look, asTask)) ?? []
    const tooMany = families.length > look.policy.maxFamiliesPerRole
    const data = { role: name, count: families.length, families: families.slice(0, 5).join(', ') }
    const many = tooMany ? [fail('families', data, [...cited, derived('families', families)])] : []
    const across =
      environments.length > 1
        ? [
            fail(
              'environments',
              { role: name, environments: environments.join(', ') },
              [...cited, derived('environments', environments)],
              {
                severity: 'high',
              },
            ),
          ]
        : []
    const unseen = foreign
      ? [undetermined('The role belongs to another account; who else uses it cannot be seen.')]
      : []
    return combine([pass([], cited), ...unseen, ...shared, ...onHosts, ...many, ...across])
  },
})

const profilePath = 'managedInstancesProvider.instanceLaunchTemplate.ec2InstanceProfileArn'

/** Capacity providers that give the role to their Managed Instances, whether or not any runs. */
function providersOf(look: Look<'capacityProviders'>, { InstanceProfileList }: Role): readonly CapacityProvider[] {
  const profiles = new Set<string | undefined>(InstanceProfileList.map(({ Arn }) => Arn))
  return look.regions
    .flatMap((region) => look.in(region).seen('capacityProviders'))
    .filter((one) => profiles.has(one.managedInstancesProvider?.instanceLaunchTemplate?.ec2InstanceProfileArn))
}

/** Environments of the services and clusters that use the role, by their tags. */
function environmentsOf(look: Look<'clusters'>, uses: readonly RoleUse[]): readonly string[] {
  const found = uses.flatMap((one) =>
    one.uses.map((use) => {
      const cluster = look.in(one.region).get('clusters', use.clusterArn)
      return classify(look, [use.service?.tags ?? [], cluster?.tags ?? []]).tier
    }),
  )
  return [...new Set(found.flatMap((one) => one ?? []))].toSorted()
}
