import { isDaemonDefinition } from '#lib/inventory/derived/daemons.ts'
import { runsAsRoot } from '#lib/inventory/derived/runs-as-root.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'net-no-host-mode',
  subject: 'family',
  requires: ['imageConfigs', 'ecrImages', 'repositories'],
  failTitle: 'Task uses the host network',
  messages: {
    host: '{family} shares the network of its host.',
    hostAsRoot: '{family} shares the network of its host, and {container} runs as root there.',
    hostPrivileged: '{family} shares the network of its host, and {container} runs privileged there.',
  },
  why: 'In host mode a task sees every port and loopback service of its host, and neither a security group of its own nor a metadata block can hold it back.',
  fix: {
    summary:
      'Register a revision with networkMode awsvpc (or bridge with dynamic ports) and give the service a network configuration. Node agents that must see the host network are the one fair exception.',
    effort: 'medium',
    cli: `# On the task definition JSON:
#   "networkMode": "awsvpc"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY \\
  --network-configuration 'awsvpcConfiguration={subnets=[SUBNETS],securityGroups=[GROUPS]}'`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  network_mode = "awsvpc"
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  NetworkMode: awsvpc`,
  },
  evaluate(value, look, item) {
    const { definition, launch, os, uses } = value
    if (isDaemonDefinition(definition.taskDefinitionArn))
      return notApplicable('A daemon’s definition has no network mode.')
    if (launch === 'FARGATE') return notApplicable('Fargate has no host network mode.')
    if (os === 'windows') return notApplicable('Windows has no host network mode.')
    if (item.managed && launch === 'MANAGED_INSTANCES')
      return notApplicable('AWS Batch needs host mode on Managed Instances.')
    const evidence = [cite('taskDefinitions', definition, 'networkMode')]
    if (definition.networkMode !== 'host') return pass([], evidence)
    const services = uses.flatMap((use) => use.service ?? [])
    const daemon = services.length > 0 && services.every((service) => service.schedulingStrategy === 'DAEMON')
    // Node agents run as root on the host network on purpose; everything else that does can take the host over.
    if (daemon) return fail('host', { family: definition.family }, evidence, { severity: 'low' })
    const { family } = definition
    const rooted = definition.containerDefinitions.findIndex((container) =>
      ifKnown(() => runsAsRoot(look, container, uses) === true),
    )
    const root = definition.containerDefinitions[rooted]
    if (root) {
      const cited = cite('taskDefinitions', definition, `containerDefinitions[${rooted}].user`)
      return fail('hostAsRoot', { family, container: root.name }, [...evidence, cited], { severity: 'high' })
    }
    const powerful = definition.containerDefinitions.findIndex((container) => container.privileged)
    const privileged = definition.containerDefinitions[powerful]
    if (privileged) {
      const cited = cite('taskDefinitions', definition, `containerDefinitions[${powerful}].privileged`)
      return fail('hostPrivileged', { family, container: privileged.name }, [...evidence, cited], { severity: 'high' })
    }
    return fail('host', { family }, evidence, { severity: launch === 'EXTERNAL' ? 'low' : 'medium' })
  },
})
