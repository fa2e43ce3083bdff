import type { IpPermission } from '@aws-sdk/client-ec2'
import type { LoadBalancer } from '@aws-sdk/client-ecs'
import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addRule, serveByDefault } from './balancers.ts'
import type { ClusterSite } from './clusters.ts'
import { addResponseTime } from './metrics.ts'
import { fromGroupIds } from './security-groups.ts'
import { required, type Site } from './site.ts'
import { addTargetGroup, type TargetGroupSpec, targetGroupArn } from './target-groups.ts'

export interface Balancing extends Partial<Omit<TargetGroupSpec, 'name' | 'vpc'>> {
  listener: Listener
  /** The host name whose requests the service gets; absent: whatever no rule of the listener catches. */
  host?: string
  /** 99th percentile of the response time in seconds; a network load balancer measures none. */
  p99?: number
  /** Blue/green: a second target group `<service>-green`, reached through a listener for tests. */
  green?: { testListener?: Listener; roleArn?: string }
}

/** Makes the target groups and sends them traffic. */
export function balance(cluster: ClusterSite, service: string, spec: Balancing): LoadBalancer[] {
  const { site } = cluster
  const { listener, host, p99, green, port = 8080, ...rest } = spec
  const names = green ? [service, `${service}-green`] : [service]
  for (const name of names) addTargetGroup(site, { ...rest, name, vpc: cluster.vpc, port, tags: cluster.tags })
  const standby = green?.roleArn ? `${service}-green` : undefined
  const rule = host ? addRule(site, listener, host, service, standby) : undefined
  if (!rule) serveByDefault(site, listener, service)
  if (green?.testListener) serveByDefault(site, green.testListener, `${service}-green`)
  for (const name of names) {
    if (p99) addResponseTime(site, listener.LoadBalancerArn ?? '', targetGroupArn(site, name), p99)
  }
  const native = green?.roleArn && {
    alternateTargetGroupArn: targetGroupArn(site, `${service}-green`),
    productionListenerRule: rule ?? '',
    roleArn: green.roleArn,
  }
  return [
    {
      targetGroupArn: targetGroupArn(site, service),
      containerName: 'app',
      containerPort: port,
      ...(native && { advancedConfiguration: native }),
    },
  ]
}

/** The rules a service's own security group needs: its load balancer's groups, on the container's port. */
export function balancerIngress(site: Site, { listener, port = 8080 }: Balancing): IpPermission[] {
  const { SecurityGroups = [] } = required(
    site.estate.elbv2.loadBalancers,
    ({ LoadBalancerArn }) => LoadBalancerArn === listener.LoadBalancerArn,
    `load balancer ${listener.LoadBalancerArn}`,
  )
  return SecurityGroups.length > 0 ? [fromGroupIds(site, SecurityGroups, port)] : []
}

export interface Target {
  /** An address, or an instance id in bridge mode. */
  id: string
  port: number
  zone?: string
}

export function registerTargets(site: Site, service: string, targets: Target[]): void {
  site.estate.elbv2.targetHealth[targetGroupArn(site, service)] = targets.map(({ id, port, zone }) => ({
    Target: { Id: id, Port: port, ...(zone && { AvailabilityZone: zone }) },
    HealthCheckPort: String(port),
    TargetHealth: { State: 'healthy' },
  }))
}
