import { demandAllWork, type HostedWork, workOn } from '#lib/inventory/derived/hosted-work.ts'
import { hasAttribute, isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

/** Registered while ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST is on; ecs-init turns it on, the bare agent does not. */
const DELIVERED = 'com.amazonaws.ecs.capability.task-iam-role-network-host'

export default defineCheck({
  id: 'iam-host-mode-task-roles',
  subject: 'hostGroup',
  requires: usageReads,
  failTitle: 'Host-mode task runs as its host',
  messages: {
    noRole: '{family} runs in host mode on {group} without a task role, so it acts with the role of the host.',
    notDelivered: '{family} has a task role, but {count} hosts of {group} do not hand roles to host-mode tasks.',
  },
  why: 'In host mode nothing stands between a task and the role of its host. Unless the task has a role of its own and the agent hands it over, every call it makes carries the rights of the machine.',
  fix: {
    summary:
      'Give each host-mode task definition a task role and keep ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true. The setting does not close instance metadata to these tasks: scope the instance role too, and move what does not need the host’s network to awsvpc.',
    effort: 'small',
    cli: `# On the task definition JSON: "taskRoleArn": "arn:aws:iam::ACCOUNT:role/FAMILY-task"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY
# User data: echo ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true >> /etc/ecs/ecs.config`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  task_role_arn = aws_iam_role.task.arn
}
# aws_launch_template user_data: ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  TaskRoleArn: !GetAtt TaskRole.Arn
# AWS::EC2::LaunchTemplate UserData: ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true`,
  },
  evaluate({ launch, hosts }, look, { name: group }) {
    if (launch === 'MANAGED_INSTANCES') return notApplicable('AWS configures the agent of Managed Instances.')
    const linux = hosts.map((host) => host.registration).filter((one) => !isWindowsHost(one))
    if (linux.length === 0) return notApplicable('Windows hosts know no host mode.')
    const clusters = new Set(linux.map((one) => one.clusterArn))
    const work = [...clusters].flatMap((one) => workOn(look, launch, one)).filter((one) => one.networkMode === 'host')
    const without = work
      .filter(lacksRole)
      .map(({ definition }) =>
        fail('noRole', { family: definition.family, group }, [
          cite('taskDefinitions', definition, 'networkMode'),
          cite('taskDefinitions', definition, 'taskRoleArn'),
        ]),
      )
    const withheld = work
      .filter((one) => !lacksRole(one))
      .flatMap(({ definition, uses }) => {
        const targets = linux.filter((one) => uses.some((use) => use.clusterArn === one.clusterArn))
        const missing = targets.filter((one) => !hasAttribute(one, DELIVERED))
        if (missing.length === 0) return []
        const data = { family: definition.family, group, count: missing.length }
        return [
          fail('notDelivered', data, [
            cite('taskDefinitions', definition, 'networkMode'),
            ...missing.slice(0, 5).map((one) => cite('containerInstances', one, 'containerInstanceArn')),
            derived(
              `hosts without ${DELIVERED}`,
              missing.map((one) => one.ec2InstanceId ?? ''),
            ),
          ]),
        ]
      })
    if (without.length + withheld.length === 0) demandAllWork(look, clusters)
    const families = derived(
      'host-mode task definitions',
      work.map(({ definition }) => definition.taskDefinitionArn),
    )
    return combine([pass([], [families]), ...without, ...withheld])
  },
})

/** Whether some use of the revision gets no task role, neither by an override nor from the definition. */
function lacksRole({ definition, uses }: HostedWork): boolean {
  return uses.some((use) => !(use.override?.taskRoleArn ?? definition.taskRoleArn))
}
