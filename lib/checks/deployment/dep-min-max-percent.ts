import { controllerOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { scalableTargetKey } from '#lib/inventory/derived/usage.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'dep-min-max-percent',
  subject: 'service',
  requires: ['scalableTargets'],
  failTitle: 'Rollout limits do not fit the service',
  messages: {
    stuck: '{name} cannot replace a task at {count} tasks: at least {least} must stay, at most {most} may run.',
    daemonStuck: '{name} is a daemon that must stay at {min} percent, so no task can be replaced.',
    thin: '{name} may lose more than half of its tasks during a rollout: its minimum is {min} percent.',
  },
  why: 'ECS replaces tasks within these two limits. If they leave no room, a deployment waits for ever; if the minimum is low, a rollout takes away the capacity that users need at that moment.',
  fix: {
    summary:
      'Use 100 and 200 percent, which need room for twice the tasks. With spare capacity, a minimum of 50 is quicker; on a busy service it halves what is left during a rollout.',
    effort: 'small',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --deployment-configuration minimumHealthyPercent=100,maximumPercent=200`,
    terraform: `resource "aws_ecs_service" "SERVICE" {
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
}`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  DeploymentConfiguration:
    MinimumHealthyPercent: 100
    MaximumPercent: 200`,
  },
  skipsManaged: true,
  evaluate({ service }, look) {
    const { deploymentConfiguration: config, desiredCount, serviceName: name } = service
    if (controllerOf(service) !== 'ECS') return notApplicable('Another controller deploys the service.')
    if ((config?.strategy ?? 'ROLLING') !== 'ROLLING') return notApplicable('The service is not deployed by rolling.')
    if (desiredCount === 0) return notApplicable('No task is wanted.')
    if (service.schedulingStrategy === 'DAEMON') {
      const min = config?.minimumHealthyPercent ?? 0
      const evidence = [citeConfig(service, 'minimumHealthyPercent'), cite('services', service, 'schedulingStrategy')]
      return min < 100 ? pass([], evidence) : fail('daemonStuck', { name, min }, evidence, { severity: 'high' })
    }
    const min = config?.minimumHealthyPercent ?? 100
    const max = config?.maximumPercent ?? 200
    const floor = look.get('scalableTargets', scalableTargetKey(service))?.MinCapacity ?? 0
    const counts = [...new Set([desiredCount, ...(floor >= 1 ? [floor] : [])])]
    const limits = [citeConfig(service, 'minimumHealthyPercent'), citeConfig(service, 'maximumPercent')]
    const evidence = [...limits, derived('task counts tested: desired and minimum', counts)]

    const stuck = counts.flatMap((count) => {
      const most = Math.floor((count * max) / 100)
      const least = Math.ceil((count * min) / 100)
      return most > least ? [] : [fail('stuck', { name, count, least, most }, evidence, { severity: 'high' })]
    })
    const thin = min < 50 && counts.some((count) => count >= 2) && classifyService(look, service).prod
    return combine([
      pass(max > 200 ? 'A maximum over 200 percent starts all new tasks at once and more.' : [], limits),
      ...stuck,
      ...(thin ? [fail('thin', { name, min }, evidence)] : []),
    ])
  },
})

function citeConfig(service: Service, field: string): Evidence {
  return cite(
    'services',
    service,
    service.deploymentConfiguration ? `deploymentConfiguration.${field}` : 'deploymentConfiguration',
  )
}
