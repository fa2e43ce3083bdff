import type { Listener, ProtocolEnum, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Tags } from '../../estate.ts'
import { vpcId } from './network.ts'
import { arn, hex, type Place, required, type Site } from './site.ts'

export function targetGroupArn(place: Place, name: string): string {
  return arn(place, 'elasticloadbalancing', `targetgroup/${name}/${hex(place, 16, 'tg', name)}`)
}

export interface TargetGroupSpec {
  name: string
  vpc: string
  protocol?: ProtocolEnum
  port: number
  targetType?: 'ip' | 'instance'
  /** Seconds. */
  drain?: number
  matcher?: string
  attributes?: Record<string, string>
  tags?: Tags
}

export function addTargetGroup(site: Site, spec: TargetGroupSpec): TargetGroup {
  const protocol = spec.protocol ?? 'HTTP'
  const http = protocol === 'HTTP' || protocol === 'HTTPS'
  const created: TargetGroup = {
    TargetGroupArn: targetGroupArn(site, spec.name),
    TargetGroupName: spec.name,
    Protocol: protocol,
    Port: spec.port,
    VpcId: vpcId(site, spec.vpc),
    TargetType: spec.targetType ?? 'ip',
    IpAddressType: 'ipv4',
    LoadBalancerArns: [],
    HealthCheckEnabled: true,
    HealthCheckProtocol: protocol,
    HealthCheckPort: 'traffic-port',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 2,
    ...(http && { ProtocolVersion: 'HTTP1', HealthCheckPath: '/readyz', Matcher: { HttpCode: spec.matcher ?? '200' } }),
  }
  const key = created.TargetGroupArn ?? ''
  const attributes = { 'deregistration_delay.timeout_seconds': String(spec.drain ?? 30), 'stickiness.enabled': 'false' }
  site.estate.elbv2.targetGroups.push(created)
  site.estate.elbv2.targetGroupAttributes[key] = Object.entries({ ...attributes, ...spec.attributes }).map(
    ([Key, Value]) => ({ Key, Value }),
  )
  site.estate.elbv2.targetHealth[key] = []
  site.estate.elbv2.tags[key] = spec.tags ?? {}
  return created
}

/** A target group names the load balancers that forward to it. */
export function attach(site: Site, targetGroup: string, listener: Listener): void {
  const target = required(
    site.estate.elbv2.targetGroups,
    ({ TargetGroupArn }) => TargetGroupArn === targetGroup,
    `target group ${targetGroup}`,
  )
  const balancer = listener.LoadBalancerArn ?? ''
  if (!target.LoadBalancerArns?.includes(balancer)) target.LoadBalancerArns?.push(balancer)
}
