import type * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LoadBalancer, TargetGroup } from '#lib/inventory/types/elbv2.ts'
import { defineCollector, provablyEmpty } from '../../collector.ts'
import { need, pick } from '../../shape.ts'

/** All of them by name, four hundred a page; what costs a call each is read only for those that ECS services use. */
export const loadBalancers = defineCollector({
  name: 'elbv2-load-balancers',
  fills: ['loadBalancers', 'targetGroups'],
  needs: ['services'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'services')) return

    async function balancers() {
      const found = await out.list(
        { section: 'loadBalancers' },
        {
          action: 'elasticloadbalancing:DescribeLoadBalancers',
          input: (Marker) => ({ PageSize: 400, Marker }),
          items: ({ LoadBalancers }) => LoadBalancers,
          next: ({ NextMarker }) => NextMarker,
        },
      )
      out.add('loadBalancers', 'elasticloadbalancing:DescribeLoadBalancers', found, toLoadBalancer)
    }
    async function groups() {
      const found = await out.list(
        { section: 'targetGroups' },
        {
          action: 'elasticloadbalancing:DescribeTargetGroups',
          input: (Marker) => ({ PageSize: 400, Marker }),
          items: ({ TargetGroups }) => TargetGroups,
          next: ({ NextMarker }) => NextMarker,
        },
      )
      out.add('targetGroups', 'elasticloadbalancing:DescribeTargetGroups', found, toTargetGroup)
    }
    await Promise.all([balancers(), groups()])
  },
})

function toLoadBalancer(balancer: sdk.LoadBalancer): LoadBalancer {
  return {
    LoadBalancerArn: need(balancer.LoadBalancerArn, 'LoadBalancerArn'),
    LoadBalancerName: need(balancer.LoadBalancerName, 'LoadBalancerName'),
    // Gateway load balancers have none.
    Scheme: balancer.Scheme ?? '',
    Type: need(balancer.Type, 'Type'),
    VpcId: need(balancer.VpcId, 'VpcId'),
    ...pick(balancer, 'IpAddressType'),
    State: balancer.State?.Code,
    SecurityGroups: balancer.SecurityGroups ?? [],
    AvailabilityZones: (balancer.AvailabilityZones ?? []).map(({ ZoneName, SubnetId }) => ({
      ZoneName: need(ZoneName, 'AvailabilityZones.ZoneName'),
      SubnetId: need(SubnetId, 'AvailabilityZones.SubnetId'),
    })),
  }
}

function toTargetGroup(group: sdk.TargetGroup): TargetGroup {
  return {
    TargetGroupArn: need(group.TargetGroupArn, 'TargetGroupArn'),
    TargetGroupName: need(group.TargetGroupName, 'TargetGroupName'),
    TargetType: need(group.TargetType, 'TargetType'),
    ...pick(group, 'Protocol', 'ProtocolVersion', 'Port', 'VpcId', 'HealthCheckEnabled', 'HealthCheckProtocol'),
    ...pick(group, 'HealthCheckPath', 'HealthCheckPort', 'HealthCheckIntervalSeconds', 'HealthCheckTimeoutSeconds'),
    ...pick(group, 'HealthyThresholdCount', 'UnhealthyThresholdCount', 'Matcher'),
    LoadBalancerArns: group.LoadBalancerArns ?? [],
  }
}
