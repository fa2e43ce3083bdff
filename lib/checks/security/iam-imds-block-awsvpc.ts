import { demandAllWork, workOn } from '#lib/inventory/derived/hosted-work.ts'
import { hasAttribute, isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

/** The agent registers it only while ECS_AWSVPC_BLOCK_IMDS is on (agent_capability.go). */
const BLOCKED = 'ecs.capability.task-eni-block-instance-metadata'
const TASK_ENI = 'ecs.capability.task-eni'
/** With it the agent takes the credentials of task roles from instance metadata. */
const ROLES_FROM_METADATA = 'ecs.capability.imds-iam-roles'

export default defineCheck({
  id: 'iam-imds-block-awsvpc',
  subject: 'hostGroup',
  requires: usageReads,
  failTitle: 'Tasks can read the host’s credentials',
  messages: {
    open: '{count} hosts of {group} let awsvpc tasks read instance metadata, such as {instance}.',
  },
  why: 'A task that reads the metadata of its host gets the credentials of the instance role. With them it can pose as the ECS agent and collect the task roles of its neighbours.',
  fix: {
    summary:
      'Set ECS_AWSVPC_BLOCK_IMDS=true in the agent’s configuration through user data and replace the instances. A hop limit of 1 does not help awsvpc tasks. Tasks that read the instance role or region from metadata stop working: give them a task role first.',
    effort: 'medium',
    cli: `# User data: echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config
# (Bottlerocket: settings.ecs.awsvpc-block-imds = true)
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' \\
  --launch-template-data UserData=BASE64
aws autoscaling start-instance-refresh --auto-scaling-group-name GROUP`,
    terraform: `resource "aws_launch_template" "hosts" {
  user_data = base64encode("#!/bin/bash\\necho ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config\\n")
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    UserData:
      Fn::Base64: |
        #!/bin/bash
        echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config`,
  },
  evaluate({ launch, hosts }, look, { name }) {
    if (launch === 'EXTERNAL') return notApplicable('ECS Anywhere machines have no instance metadata of EC2.')
    const linux = hosts.filter(({ registration }) => !isWindowsHost(registration))
    const able = launch === 'EC2' ? linux.filter(({ registration }) => hasAttribute(registration, TASK_ENI)) : linux
    if (able.length === 0) return notApplicable('No Linux host here gives tasks an interface of their own.')
    const clusters = new Set(able.map(({ registration }) => registration.clusterArn))
    const targeted = [...clusters].filter((one) =>
      workOn(look, launch, one).some(({ networkMode }) => networkMode === 'awsvpc'),
    )
    if (targeted.length === 0) {
      demandAllWork(look, clusters)
      return notApplicable('No task in awsvpc mode runs on these hosts.')
    }
    const judged = able.map((host) => host.registration).filter((one) => targeted.includes(one.clusterArn))
    const open = judged.filter((registration) => !hasAttribute(registration, BLOCKED))
    const [first] = open
    if (!first) {
      demandAllWork(look, clusters)
      return pass([], [derived(`hosts with ${BLOCKED}`, judged.length)])
    }
    if (launch === 'MANAGED_INSTANCES') return undetermined('Managed Instances do not report whether they block it.')
    const evidence = open
      .slice(0, 5)
      .flatMap((one) => [
        cite('containerInstances', one, 'ec2InstanceId'),
        cite('containerInstances', one, `attributes[${one.attributes.findIndex((it) => it.name === TASK_ENI)}].name`),
        ...(one.versionInfo ? [cite('containerInstances', one, 'versionInfo.agentVersion')] : []),
      ])
    const works = targeted.flatMap((one) => workOn(look, launch, one))
    const modes = works.filter(({ networkMode }) => networkMode === 'awsvpc')
    return fail(
      'open',
      { count: open.length, group: name, instance: first.ec2InstanceId ?? '' },
      [
        ...evidence,
        derived(
          'awsvpc task definitions',
          modes.map(({ definition }) => definition.taskDefinitionArn),
        ),
      ],
      { severity: open.some((one) => hasAttribute(one, ROLES_FROM_METADATA)) ? 'critical' : 'high' },
    )
  },
})
