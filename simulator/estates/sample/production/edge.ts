import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addBalancer, addListener, redirectToHttps, serveByDefault } from '../../builders/balancers.ts'
import type { Site } from '../../builders/site.ts'
import { sslPolicies } from '../../builders/ssl-policies.ts'
import { addTargetGroup } from '../../builders/target-groups.ts'
import { domain, ownedBy } from '../company.ts'

const domains = [domain, `*.${domain}`] as const
const recommended = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'

/** The listeners that services of production in us-east-1 stand behind. */
export interface Edge {
  public: Listener
  publicTest: Listener
  internal: Listener
  vault: Listener
  acquirer: Listener
  features: Listener
  backofficePlain: Listener
  backoffice: Listener
}

export function addEdge(site: Site): Edge {
  site.estate.elbv2.sslPolicies.push(...sslPolicies)
  const balancer = (name: string, scheme: 'internet-facing' | 'internal', vpc: string, tier: string, group: string) =>
    addBalancer(site, { name, type: 'application', scheme, vpc, tier, securityGroups: [group], tags: ownedBy('edge') })
  const edge = balancer('public-edge', 'internet-facing', 'core', 'core-public', 'alb-public')
  const internal = balancer('internal', 'internal', 'core', 'core-private', 'alb-internal')
  const backoffice = balancer('backoffice', 'internet-facing', 'backoffice', 'backoffice-public', 'alb-backoffice')
  const acquirer = addBalancer(site, {
    name: 'acquirer',
    type: 'network',
    scheme: 'internet-facing',
    vpc: 'core',
    tier: 'core-public',
    securityGroups: [],
    tags: ownedBy('edge'),
  })
  const features = addBalancer(site, {
    name: 'features',
    type: 'network',
    scheme: 'internal',
    vpc: 'core',
    tier: 'core-private',
    securityGroups: [],
    tags: ownedBy('edge'),
  })
  addListener(site, edge, { port: 80, protocol: 'HTTP', default: redirectToHttps })
  addWebsite(site)
  return {
    public: addListener(site, edge, { port: 443, protocol: 'HTTPS', domains, sslPolicy: recommended }),
    publicTest: addListener(site, edge, {
      port: 8443,
      protocol: 'HTTPS',
      domains,
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    }),
    internal: addListener(site, internal, { port: 443, protocol: 'HTTPS', domains, sslPolicy: recommended }),
    vault: addListener(site, internal, {
      port: 8443,
      protocol: 'HTTPS',
      domains,
      sslPolicy: 'ELBSecurityPolicy-TLS-1-1-2017-01',
    }),
    acquirer: addListener(site, acquirer, {
      port: 443,
      protocol: 'TLS',
      domains,
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    }),
    features: addListener(site, features, { port: 8080, protocol: 'TCP' }),
    backofficePlain: addListener(site, backoffice, { port: 80, protocol: 'HTTP' }),
    backoffice: addListener(site, backoffice, {
      port: 443,
      protocol: 'HTTPS',
      domains,
      sslPolicy: 'ELBSecurityPolicy-2016-08',
    }),
  }
}

/** The company's website runs on two virtual machines, not on ECS. */
function addWebsite(site: Site): void {
  const website = addBalancer(site, {
    name: 'website',
    type: 'application',
    scheme: 'internet-facing',
    vpc: 'default',
    tier: 'default-default',
    securityGroups: ['alb-website'],
    tags: ownedBy('marketing'),
  })
  addTargetGroup(site, { name: 'website', vpc: 'default', port: 80, targetType: 'instance', drain: 300 })
  serveByDefault(site, addListener(site, website, { port: 80, protocol: 'HTTP' }), 'website')
}
