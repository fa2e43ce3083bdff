import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addBalancer, addListener, redirectToHttps } from '../builders/balancers.ts'
import { addVpc } from '../builders/network.ts'
import { addFlowLog } from '../builders/network-guards.ts'
import { addDefaultGroup, addSecurityGroup, fromCidrs } from '../builders/security-groups.ts'
import type { Site } from '../builders/site.ts'
import { sslPolicies } from '../builders/ssl-policies.ts'
import { domain, ownedBy } from './company.ts'

export interface SmallRegion {
  /** The first two octets of the VPC. */
  prefix: string
  nat: 'zonal' | 'single'
  sslPolicy: string
}

/** One VPC and one public load balancer, whose HTTP listener only redirects. Returns its HTTPS listener. */
export function addSmallRegion(site: Site, spec: SmallRegion): Listener {
  addVpc(site, {
    name: 'core',
    prefix: spec.prefix,
    nat: spec.nat,
    tiers: [
      { name: 'public', route: 'internet' },
      { name: 'private', route: 'nat' },
    ],
  })
  addDefaultGroup(site, 'core')
  addFlowLog(site, { vpc: 'core', traffic: 'ALL' })
  addSecurityGroup(site, {
    name: 'alb-public',
    vpc: 'core',
    ingress: [fromCidrs(['0.0.0.0/0'], 80), fromCidrs(['0.0.0.0/0'], 443)],
  })
  site.estate.elbv2.sslPolicies.push(...sslPolicies)
  const balancer = addBalancer(site, {
    name: 'public-edge',
    type: 'application',
    scheme: 'internet-facing',
    vpc: 'core',
    tier: 'core-public',
    securityGroups: ['alb-public'],
    tags: ownedBy('edge'),
  })
  addListener(site, balancer, { port: 80, protocol: 'HTTP', default: redirectToHttps })
  return addListener(site, balancer, {
    port: 443,
    protocol: 'HTTPS',
    domains: [domain, `*.eu.${domain}`],
    sslPolicy: spec.sslPolicy,
  })
}
