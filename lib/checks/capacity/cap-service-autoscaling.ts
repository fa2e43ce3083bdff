import { classifyService } from '#lib/inventory/derived/tags.ts'
import { isLoadBalanced } from '#lib/inventory/derived/traffic.ts'
import { scalableTargetKey } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { ScalableTarget } from '#lib/inventory/types/scaling.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Severity, undetermined } from '../result.ts'

export default defineCheck({
  id: 'cap-service-autoscaling',
  subject: 'service',
  requires: ['scalableTargets', 'scalingPolicies', 'scheduledActions', 'metrics'],
  failTitle: 'Service does not scale on its own',
  messages: {
    none: '{name} has a fixed number of tasks: nothing scales it.',
    fixed: '{name} may not scale: its minimum and its maximum are both {max} tasks.',
    noPolicy: '{name} may scale between {min} and {max} tasks, but no policy or schedule does it.',
    suspended: 'Scaling of {name} is suspended, and was at the last scan.',
    pinnedAtMax: '{name} stood at its maximum of {max} tasks for more than an hour.',
  },
  why: 'A service of fixed size is too small at the peak and too large at night. One that stands at its maximum has no room left: the next rise in load turns into slow answers and errors.',
  fix: {
    summary:
      'Register a scalable target and a target tracking policy on the metric that limits the service. Choose a maximum that quotas, databases and the budget can bear. With CodeDeploy, scaling that takes over five minutes fails a deployment under way.',
    effort: 'medium',
    cli: `aws application-autoscaling register-scalable-target --service-namespace ecs \\
  --scalable-dimension ecs:service:DesiredCount --resource-id service/CLUSTER/SERVICE --min-capacity 2 --max-capacity MAX
aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount \\
  --resource-id service/CLUSTER/SERVICE --policy-name cpu --policy-type TargetTrackingScaling \\
  --target-tracking-scaling-policy-configuration 'TargetValue=60,PredefinedMetricSpecification={PredefinedMetricType=ECSServiceAverageCPUUtilization}'`,
    terraform: `resource "aws_appautoscaling_target" "SERVICE" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/CLUSTER/SERVICE"
  min_capacity       = 2
  max_capacity       = MAX
}
# and an aws_appautoscaling_policy for it`,
    cloudformation: `Type: AWS::ApplicationAutoScaling::ScalableTarget
Properties:
  ServiceNamespace: ecs
  ScalableDimension: ecs:service:DesiredCount
  ResourceId: service/CLUSTER/SERVICE
  MinCapacity: 2
  MaxCapacity: MAX
# and an AWS::ApplicationAutoScaling::ScalingPolicy for it`,
  },
  skipsManaged: true,
  evaluate({ service, launches }, look) {
    if (service.schedulingStrategy === 'DAEMON') return notApplicable('A daemon runs once on every instance.')
    if (launches.includes('EXTERNAL')) return notApplicable('External instances cannot be scaled by AWS.')
    const { prod, prodIsSet, singleton } = classifyService(look, service)
    if (singleton) return notApplicable('The service is tagged as a singleton.')
    const target = look.get('scalableTargets', scalableTargetKey(service))
    const name = service.serviceName
    const severity: Severity = prod && isLoadBalanced(service) ? 'medium' : 'low'
    if (!target) {
      if (service.desiredCount === 0) return notApplicable('No task is wanted, and nothing would start one.')
      return fail('none', { name }, [cite('services', service, 'desiredCount')], { severity })
    }
    const { MinCapacity: min, MaxCapacity: max } = target
    const limits = [cite('scalableTargets', target, 'MinCapacity'), cite('scalableTargets', target, 'MaxCapacity')]
    if (max <= min) return fail('fixed', { name, max }, limits, { severity })

    const isOwn = (one: { ResourceId: string; ScalableDimension: string }) =>
      one.ResourceId === target.ResourceId && one.ScalableDimension === target.ScalableDimension
    const policies = look.all('scalingPolicies').filter(isOwn)
    const scheduled = policies.length > 0 || look.all('scheduledActions').some(isOwn)
    if (!scheduled) return fail('noPolicy', { name, min, max }, limits, { severity })
    const hint = policies.length > 0 ? [] : 'The service scales by schedule only: it does not follow its load.'

    return combine([
      pass(hint, limits),
      isSuspended(target) ? suspension(look, service, target, severity) : pass(),
      pinning(look, service, target, prodIsSet ? 'high' : severity),
    ])
  },
})

const HOUR = 3_600_000
const WINDOW = 7 * 24 * HOUR

function isSuspended({ SuspendedState }: ScalableTarget): boolean {
  return Object.values(SuspendedState ?? {}).some(Boolean)
}

/** Counts on two scans in a row: a deployment may suspend scaling for a while. */
function suspension(look: Look<never>, service: Service, target: ScalableTarget, severity: Severity) {
  const deploying =
    service.deployments.length > 1 ||
    service.taskSets.length > 1 ||
    service.deployments.some((one) => one.rolloutState === 'IN_PROGRESS')
  const before = earlierScans(look, service).at(-1)
  if (deploying || !before) {
    return undetermined('Scaling is suspended; whether it stays so, the next scan outside a deployment will tell.', {
      wants: 'history',
    })
  }
  if (!before.suspended) return pass('Scaling is suspended since the last scan.')
  return fail('suspended', { name: service.serviceName }, [cite('scalableTargets', target, 'SuspendedState')], {
    severity,
  })
}

function pinning(look: Look<'metrics'>, service: Service, target: ScalableTarget, severity: Severity) {
  const max = target.MaxCapacity
  const pinned = (wasPinned: string) =>
    fail(
      'pinnedAtMax',
      { name: service.serviceName, max },
      [cite('scalableTargets', target, 'MaxCapacity'), derived('at the maximum', wasPinned)],
      { severity },
    )
  const scans = [...earlierScans(look, service), { at: look.now, desired: service.desiredCount, max }]
  const always = scans.every((scan) => scan.max !== undefined && scan.desired >= scan.max)
  const since = scans[0]?.at ?? look.now
  if (always && Date.parse(look.now) - Date.parse(since) > HOUR) return pinned(`in every scan since ${since}`)

  const series = look.get('metrics', `DesiredTaskCount/${service.serviceArn}`)
  const hours = (values: readonly number[]) => (values.length * (series?.period ?? 0) * 1000) / HOUR
  const atMax = hours(series?.values.filter((value) => value >= max) ?? [])
  if (atMax > 1) return pinned(`${atMax} hours of the last 7 days`)
  if (hours(series?.values ?? []) > 1 || (scans.length > 1 && !always)) return pass()
  return undetermined('Whether it stands at its maximum is not known yet: there is no record of its task counts.', {
    wants: 'history',
  })
}

function earlierScans(look: Look<never>, service: Service) {
  const known = look.history.desiredCounts[service.serviceArn] ?? []
  return known.filter(({ at }) => Date.parse(look.now) - Date.parse(at) <= WINDOW)
}
