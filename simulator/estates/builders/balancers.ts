import type { Action, Listener, LoadBalancer, ProtocolEnum, Rule } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Tags } from '../../estate.ts'
import { addCertificate } from './certificates.ts'
import { tierSubnets, vpcId } from './network.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, hex, type Place, required, type Site } from './site.ts'
import { attach, targetGroupArn } from './target-groups.ts'

export interface BalancerSpec {
  name: string
  type: 'application' | 'network'
  scheme: 'internet-facing' | 'internal'
  vpc: string
  tier: string
  /** A network load balancer may have none. */
  securityGroups: string[]
  tags?: Tags
}

const kind = (type: LoadBalancer['Type']) => (type === 'network' ? 'net' : 'app')

export function balancerArn(place: Place, type: 'application' | 'network', name: string): string {
  return arn(place, 'elasticloadbalancing', `loadbalancer/${kind(type)}/${name}/${hex(place, 16, 'lb', name)}`)
}

export function listenerArn(place: Place, type: 'application' | 'network', balancer: string, port: number): string {
  const id = hex(place, 16, 'listener', balancer, String(port))
  return `${balancerArn(place, type, balancer).replace(':loadbalancer/', ':listener/')}/${id}`
}

export function addBalancer(site: Site, spec: BalancerSpec): LoadBalancer {
  const suffix = `${site.region}.elb.amazonaws.com`
  const balancer: LoadBalancer = {
    LoadBalancerArn: balancerArn(site, spec.type, spec.name),
    LoadBalancerName: spec.name,
    DNSName: `${spec.scheme === 'internal' ? 'internal-' : ''}${spec.name}-${hex(site, 9, 'dns', spec.name)}.${suffix}`,
    CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    CreatedTime: daysAgo(site, 480),
    Scheme: spec.scheme,
    Type: spec.type,
    State: { Code: 'active' },
    IpAddressType: 'ipv4',
    VpcId: vpcId(site, spec.vpc),
    AvailabilityZones: tierSubnets(site, spec.tier).map((SubnetId) => ({
      SubnetId,
      ZoneName: required(site.estate.ec2.subnets, (subnet) => subnet.SubnetId === SubnetId, `subnet ${SubnetId}`)
        .AvailabilityZone,
      LoadBalancerAddresses: [],
    })),
    ...(spec.securityGroups.length > 0 && { SecurityGroups: spec.securityGroups.map((name) => groupId(site, name)) }),
  }
  site.estate.elbv2.loadBalancers.push(balancer)
  const key = balancer.LoadBalancerArn ?? ''
  site.estate.elbv2.loadBalancerAttributes[key] = [
    { Key: 'deletion_protection.enabled', Value: 'true' },
    { Key: 'access_logs.s3.enabled', Value: 'true' },
    ...(spec.type === 'application' ? [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' }] : []),
  ]
  site.estate.elbv2.tags[key] = spec.tags ?? {}
  return balancer
}

const notFound: Action = {
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'Not found' },
}
export const redirectToHttps: Action = {
  Type: 'redirect',
  RedirectConfig: {
    Protocol: 'HTTPS',
    Port: '443',
    Host: '#{host}',
    Path: '/#{path}',
    Query: '#{query}',
    StatusCode: 'HTTP_301',
  },
}
/** With a standby the standby gets nothing until a deployment moves the weights, as ECS itself does for blue/green. */
function forwardTo(place: Place, targetGroup: string, standby?: string): Action {
  const targetGroups = [{ TargetGroupArn: targetGroupArn(place, targetGroup), Weight: 1 }]
  if (standby) targetGroups.push({ TargetGroupArn: targetGroupArn(place, standby), Weight: 0 })
  return {
    Type: 'forward',
    ...(!standby && { TargetGroupArn: targetGroupArn(place, targetGroup) }),
    ForwardConfig: { TargetGroups: targetGroups, TargetGroupStickinessConfig: { Enabled: false } },
  }
}

const usualDomains = ['example.com', '*.example.com'] as const

export interface ListenerSpec {
  port: number
  protocol: ProtocolEnum
  sslPolicy?: string
  /** Names of the certificate that the load balancer's listeners share; absent: example.com. */
  domains?: readonly [string, ...string[]]
  /** Absent: 404. */
  default?: Action
}

export function addListener(site: Site, balancer: LoadBalancer, spec: ListenerSpec): Listener {
  const name = balancer.LoadBalancerName ?? ''
  const key = listenerArn(site, balancer.Type === 'network' ? 'network' : 'application', name, spec.port)
  const action = spec.default ?? notFound
  const listener: Listener = {
    ListenerArn: key,
    LoadBalancerArn: balancer.LoadBalancerArn,
    Port: spec.port,
    Protocol: spec.protocol,
    DefaultActions: [action],
    ...(spec.sslPolicy && {
      SslPolicy: spec.sslPolicy,
      Certificates: [{ CertificateArn: addCertificate(site, { name, domains: spec.domains ?? usualDomains }) }],
    }),
  }
  site.estate.elbv2.listeners.push(listener)
  site.estate.elbv2.rules[key] = [rule(key, 'default', [action])]
  return listener
}

function rule(listener: string, priority: string, actions: Action[], host?: string): Rule {
  const [head = '', tail = ''] = listener.split(':listener/')
  return {
    RuleArn: `${head}:listener-rule/${tail}/${Buffer.from(priority.padStart(8, '0')).toString('hex')}`,
    Priority: priority,
    Conditions: host ? [{ Field: 'host-header', Values: [host], HostHeaderConfig: { Values: [host] } }] : [],
    Actions: actions,
    IsDefault: priority === 'default',
  }
}

/** Sends a host name of an application listener to a target group. Returns the rule's ARN. */
export function addRule(site: Site, listener: Listener, host: string, targetGroup: string, standby?: string): string {
  const key = listener.ListenerArn ?? ''
  const rules = site.estate.elbv2.rules[key] ?? []
  const added = rule(key, String(rules.length * 10), [forwardTo(site, targetGroup, standby)], host)
  rules.splice(rules.length - 1, 0, added)
  attach(site, targetGroupArn(site, targetGroup), listener)
  if (standby) attach(site, targetGroupArn(site, standby), listener)
  return added.RuleArn ?? ''
}

/** Sends all that no rule catches to a target group. */
export function serveByDefault(site: Site, listener: Listener, targetGroup: string): void {
  const key = listener.ListenerArn ?? ''
  const action = forwardTo(site, targetGroup)
  const rules = site.estate.elbv2.rules[key] ?? []
  listener.DefaultActions = [action]
  site.estate.elbv2.rules[key] = [...rules.slice(0, -1), rule(key, 'default', [action])]
  attach(site, targetGroupArn(site, targetGroup), listener)
}
