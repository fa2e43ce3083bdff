import { isDaemonDefinition } from '#lib/inventory/derived/daemons.ts'
import { servicesOf } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'net-awsvpc-mode',
  subject: 'family',
  requires: [],
  failTitle: 'Task shares its host’s interface',
  messages: {
    shared: '{family} runs in {mode} mode, so its traffic leaves through the host’s interface and security group.',
  },
  why: 'Without an interface of its own a task cannot have its own security group or flow logs: every rule for it holds for all tasks of the host.',
  fix: {
    summary:
      'Register a revision with networkMode awsvpc, add networkConfiguration and switch target groups to type ip. Each task then takes an address and an interface slot: look at ENI trunking on dense hosts first.',
    effort: 'large',
    cli: `# On the task definition JSON:
#   "networkMode": "awsvpc"
aws elbv2 create-target-group --name NAME --target-type ip --protocol HTTP --port PORT --vpc-id VPC
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs create-service --cluster CLUSTER --service-name SERVICE --task-definition FAMILY \\
  --network-configuration 'awsvpcConfiguration={subnets=[SUBNETS],securityGroups=[GROUPS]}'`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  network_mode = "awsvpc"
}
# aws_lb_target_group: target_type = "ip"; aws_ecs_service: network_configuration { ... }`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  NetworkMode: awsvpc`,
  },
  evaluate({ definition, launch, os, uses }, look) {
    if (isDaemonDefinition(definition.taskDefinitionArn))
      return notApplicable('A daemon’s definition has no network mode.')
    const mode = definition.networkMode ?? (launch === 'EC2' && os === 'windows' ? 'default' : 'bridge')
    const evidence = [cite('taskDefinitions', definition, 'networkMode')]
    if (launch === 'FARGATE') return pass([], evidence)
    if (launch === 'EXTERNAL') return notApplicable('ECS Anywhere does not know awsvpc mode.')
    if (mode === 'host') return notApplicable('Host mode is judged by a recommendation of its own.')
    if (mode === 'awsvpc' || mode === 'none') return pass([], evidence)
    // Managed Instances take awsvpc when a definition says nothing.
    if (launch === 'MANAGED_INSTANCES' && definition.networkMode === undefined) return pass([], evidence)
    const services = servicesOf(look, uses)
    const daemon = services.length > 0 && services.every((service) => service.schedulingStrategy === 'DAEMON')
    if (daemon)
      return pass(`${definition.family} is a DAEMON in ${mode} mode; awsvpc would give it a security group of its own.`)
    return fail('shared', { family: definition.family, mode }, evidence)
  },
})
