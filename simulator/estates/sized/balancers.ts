import type { CertificateDetail } from '@aws-sdk/client-acm'
import type { SecurityGroup } from '@aws-sdk/client-ec2'
import type {
  Listener,
  LoadBalancer,
  LoadBalancerAttribute,
  Rule,
  TargetGroup,
  TargetGroupAttribute,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { addBalancer, addListener, addRule, redirectToHttps } from '../builders/balancers.ts'
import { addSecurityGroup, fromCidrs } from '../builders/security-groups.ts'
import { addTargetGroup } from '../builders/target-groups.ts'
import { clusterOf } from './families.ts'
import { balancerNames, serviceNames } from './names.ts'
import { isBalanced } from './services.ts'
import { type SizedSite, scratch } from './site.ts'
import { servicesPerBalancer } from './size.ts'

/** A load balancer and all that is behind it. */
export interface BalancerParcel {
  securityGroup: SecurityGroup
  balancer: LoadBalancer
  attributes: LoadBalancerAttribute[]
  certificate: CertificateDetail
  listeners: Listener[]
  rules: Record<string, Rule[]>
  targetGroups: TargetGroup[]
  targetGroupAttributes: Record<string, TargetGroupAttribute[]>
}

export function balancerParcel(sized: SizedSite, position: number): BalancerParcel {
  const site = scratch(sized.site)
  const name = balancerNames.of(position)
  const first = position * servicesPerBalancer
  const { vpc } = clusterOf(sized, first)
  addSecurityGroup(site, { name, vpc, ingress: [fromCidrs(['0.0.0.0/0'], 443), fromCidrs(['0.0.0.0/0'], 80)] })
  const balancer = addBalancer(site, {
    name,
    type: 'application',
    scheme: 'internet-facing',
    vpc,
    tier: `${vpc}-public`,
    securityGroups: [name],
  })
  addListener(site, balancer, { port: 80, protocol: 'HTTP', default: redirectToHttps })
  const secure = addListener(site, balancer, {
    port: 443,
    protocol: 'HTTPS',
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  })
  for (let service = first; service < first + servicesPerBalancer; service += 1) {
    if (!isBalanced(service)) continue
    const target = serviceNames.of(service)
    addTargetGroup(site, { name: target, vpc, port: 8080 })
    addRule(site, secure, `${target}.example.com`, target)
  }
  const { elbv2, ec2, edge } = site.estate
  const [securityGroup] = ec2.securityGroups
  const [certificate] = edge.certificates
  if (!securityGroup || !certificate) throw new Error(`The load balancer ${position} is not complete.`)
  return {
    securityGroup,
    balancer,
    certificate,
    attributes: elbv2.loadBalancerAttributes[balancer.LoadBalancerArn ?? ''] ?? [],
    listeners: elbv2.listeners,
    rules: elbv2.rules,
    targetGroups: elbv2.targetGroups,
    targetGroupAttributes: elbv2.targetGroupAttributes,
  }
}
