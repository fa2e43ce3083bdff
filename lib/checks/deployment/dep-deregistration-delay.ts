import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined, warn } from '../result.ts'

/** The load balancer's own default, in seconds. */
const DEFAULT_DELAY = 300

export default defineCheck({
  id: 'dep-deregistration-delay',
  subject: 'targetGroup',
  requires: ['targetGroupAttributes', 'metrics'],
  failTitle: 'Deregistration delay does not fit',
  messages: {
    long: '{group} drains for {seconds} seconds although its slowest answers take {p99}; {limit} would do.',
    short: '{group} drains for {seconds} seconds, but its slowest answers take {p99}.',
  },
  why: 'While a target drains, its old task must stay. Too long a delay makes every deployment and scale-in crawl; one shorter than the slowest requests cuts them off.',
  fix: {
    summary:
      'Set the delay a little above your slowest requests: 5 seconds for fast APIs, 30 for mixed traffic. Keep it long for uploads, streams and WebSockets, which end when it does.',
    effort: 'small',
    cli: `aws elbv2 modify-target-group-attributes --target-group-arn TARGET_GROUP_ARN \\
  --attributes Key=deregistration_delay.timeout_seconds,Value=30`,
    terraform: `resource "aws_lb_target_group" "TARGET_GROUP" {
  deregistration_delay = 30
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::TargetGroup
Properties:
  TargetGroupAttributes:
    - Key: deregistration_delay.timeout_seconds
      Value: "30"`,
  },
  evaluate({ targetGroup }, look) {
    const record = look.get('targetGroupAttributes', targetGroup.TargetGroupArn)
    if (!record) return notApplicable('The target group was deleted during the scan.')
    if (targetGroup.Protocol !== 'HTTP' && targetGroup.Protocol !== 'HTTPS') {
      return undetermined('Network Load Balancers do not measure response times.')
    }
    const series = look.get('metrics', `TargetResponseTime.p99/${targetGroup.TargetGroupArn}`)
    if (!series?.values.length) {
      return undetermined('There is no record of its response times in the last 14 days.', { wants: 'history' })
    }
    // By the hour: what 99 of 100 requests stay under in the slowest one.
    const p99 = Math.max(...series.values)
    const position = record.Attributes.findIndex((one) => one.Key === 'deregistration_delay.timeout_seconds')
    const seconds = Number(record.Attributes[position]?.Value ?? DEFAULT_DELAY)
    const evidence = [
      cite('targetGroupAttributes', record, position < 0 ? 'Attributes' : `Attributes[${position}].Value`),
      cite('targetGroups', targetGroup, 'Protocol'),
      derived('TargetResponseTime p99 of the slowest hour, 14 days', p99),
    ]
    const limit = Math.max(look.policy.maxDrain, 5, 3 * p99)
    const data = { group: targetGroup.TargetGroupName, seconds, p99: `${round(p99)} s`, limit: round(limit) }
    if (seconds < p99) return fail('short', data, evidence)
    if (seconds <= limit) return pass([], evidence)
    const sticky = record.Attributes.some((one) => one.Key === 'stickiness.enabled' && one.Value === 'true')
    const longLived = sticky || targetGroup.ProtocolVersion === 'GRPC'
    return longLived ? warn('long', data, evidence) : fail('long', data, evidence)
  },
})

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
