import { classifyService } from '#lib/inventory/derived/tags.ts'
import { isLoadBalanced } from '#lib/inventory/derived/traffic.ts'
import { scalableTargetKey } from '#lib/inventory/derived/usage.ts'
import { placementZones } from '#lib/inventory/derived/zones.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, undetermined, warn } from '../result.ts'

export default defineCheck({
  id: 'cap-multi-az',
  subject: 'service',
  requires: ['subnets', 'containerInstances', 'scalableTargets'],
  failTitle: 'Service depends on one zone or task',
  messages: {
    zones: '{name} can run in fewer than two zones (now: {zones}).',
    replicas: 'The fewest tasks {name} may run with: {count}; it takes two to lose one.',
  },
  why: 'Availability zones fail one at a time. A service with tasks in two of them loses part of its capacity; one that lives in a single zone, or in a single task, is down until somebody acts.',
  fix: {
    summary:
      'Give the service subnets in three zones, its Auto Scaling group too when it runs on EC2, and at least two tasks. Data tied to one zone (EBS, EFS One Zone) has to move first; traffic between zones is billed.',
    effort: 'medium',
    cli: `aws autoscaling update-auto-scaling-group --auto-scaling-group-name GROUP --vpc-zone-identifier SUBNETS_IN_THREE_ZONES
aws ecs update-service --cluster CLUSTER --service SERVICE --desired-count 2 \\
  --network-configuration 'awsvpcConfiguration={subnets=[SUBNETS_IN_THREE_ZONES],securityGroups=[GROUPS]}'
aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/CLUSTER/SERVICE \\
  --scalable-dimension ecs:service:DesiredCount --min-capacity 2`,
    terraform: `resource "aws_ecs_service" "SERVICE" {
  desired_count = 2
  network_configuration {
    subnets = SUBNETS_IN_THREE_ZONES
  }
}
# aws_appautoscaling_target: min_capacity = 2; aws_autoscaling_group: vpc_zone_identifier = SUBNETS_IN_THREE_ZONES`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  DesiredCount: 2
  NetworkConfiguration:
    AwsvpcConfiguration:
      Subnets: SUBNETS_IN_THREE_ZONES
# AWS::ApplicationAutoScaling::ScalableTarget: MinCapacity: 2`,
  },
  dormant: 'not-applicable',
  skipsManaged: true,
  evaluate({ service, primary, launches }, look) {
    if (service.schedulingStrategy === 'DAEMON') return notApplicable('A daemon follows the instances of its cluster.')
    if (service.desiredCount === 0) return notApplicable('No task is wanted.')
    const { prod, prodIsSet, critical } = classifyService(look, service)
    if (!prod) return notApplicable('The service is not a production one.')
    if (!primary) return undetermined('The service has no PRIMARY task set yet.')
    if (launches.includes('EXTERNAL')) return notApplicable('External instances are in no availability zone.')
    const balanced = isLoadBalanced(service)
    const name = service.serviceName

    const placed = launches.map((launch) => {
      const zones = placementZones(look, service, primary, launch)
      const subnets = `${primary.path}networkConfiguration.awsvpcConfiguration.subnets`
      const evidence = [
        ...(primary.network ? [cite('services', service, subnets)] : []),
        derived(`zones for tasks on ${launch}`, zones),
      ]
      if (zones.length < 2) {
        return fail('zones', { name, zones: zones.join(', ') || 'none' }, evidence, {
          severity: critical || (prodIsSet && balanced) ? 'high' : 'medium',
        })
      }
      return pass(zones.length === 2 ? 'Two zones; with a third one less capacity is lost at a time.' : [], evidence)
    })

    const target = look.get('scalableTargets', scalableTargetKey(service))
    const count = Math.min(service.desiredCount, target?.MinCapacity ?? service.desiredCount)
    if (count >= 2) return combine(placed)
    const verdict = balanced || critical ? fail : warn
    const evidence = [
      cite('services', service, 'desiredCount'),
      ...(target ? [cite('scalableTargets', target, 'MinCapacity')] : []),
    ]
    const severity = critical ? 'high' : 'medium'
    return combine([...placed, verdict('replicas', { name, count }, evidence, { severity })])
  },
})
