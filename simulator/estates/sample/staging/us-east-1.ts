import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addCluster } from '../../builders/clusters.ts'
import { addAmi, addHostGroup } from '../../builders/hosts.ts'
import { addRole, allow, trustService } from '../../builders/roles.ts'
import { addSecurityGroup, fromGroup } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import type { Site } from '../../builders/site.ts'
import { addTrail } from '../audit.ts'
import { domain, healthData, inStaging, ownedBy } from '../company.ts'
import { amazonLinux2 } from '../production/hosts.ts'
import { addRegionBasics } from '../region.ts'
import { addSmallRegion } from '../small-region.ts'

/** What load tests need, whose generator is off, and two trials: one for clinics, one on hosts. */
export function addStagingUsEast1(site: Site): void {
  addRegionBasics(site, { scanning: 'BASIC', onPush: ['*'] })
  const https = addSmallRegion(site, {
    prefix: '10.60',
    nat: 'single',
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  })
  const cluster = addCluster(site, {
    name: 'payments',
    vpc: 'core',
    tier: 'core-private',
    insights: 'disabled',
    tags: inStaging,
  })
  addService(cluster, {
    name: 'payments-api',
    desired: 2,
    revisions: 12,
    tags: ownedBy('payments'),
    balancing: { listener: https, host: `api.us.staging.${domain}`, p99: 0.5 },
    repository: { mutability: 'MUTABLE' },
    app: { readonlyRootFilesystem: undefined },
  })
  addService(cluster, {
    name: 'load-generator',
    desired: 0,
    revisions: 5,
    tags: ownedBy('platform'),
    deployment: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    app: { healthCheck: undefined, readonlyRootFilesystem: undefined },
  })
  addClinics(site, https)
  addTerminals(site, https)
  // It records this region alone, and nothing looks at what it records.
  addTrail(site, { name: 'larkfield-staging', allRegions: false, insightTypes: [] })
}

/** Two services with health records: TLS reaches the tasks of one; the other gets plain HTTP from its load balancer. */
function addClinics(site: Site, https: Listener): void {
  const cluster = addCluster(site, { name: 'clinics', vpc: 'core', tier: 'core-private', tags: inStaging })
  const tags = { ...ownedBy('clinics'), ...healthData }
  const options = {
    'awslogs-group': '/ecs/clinic-billing',
    'awslogs-region': site.region,
    'awslogs-stream-prefix': 'ecs',
    mode: 'blocking',
  }
  addService(cluster, {
    name: 'clinic-billing',
    desired: 1,
    tags,
    balancing: { listener: https, host: `billing.clinics.${domain}`, p99: 0.3, protocol: 'HTTPS' },
    logs: { retentionInDays: 2557 },
    app: { logConfiguration: { logDriver: 'awslogs', options } },
  })
  addService(cluster, {
    name: 'clinic-referrals',
    desired: 1,
    tags,
    balancing: { listener: https, host: `referrals.clinics.${domain}`, p99: 0.3 },
  })
}

/** Made when ECS still needed a role of the account's own for load balancers, on hosts that answer two hops away. */
function addTerminals(site: Site, https: Listener): void {
  addAmi(site, { name: amazonLinux2, owner: 'amazon' })
  addRole(site, {
    name: 'use1-terminals-instance',
    trust: [trustService('ec2.amazonaws.com')],
    attached: ['AmazonEC2ContainerServiceforEC2Role'],
    instanceProfile: true,
  })
  const ecsServiceRole = addRole(site, {
    name: 'ecsServiceRole',
    trust: [trustService('ecs.amazonaws.com')],
    inline: { targets: [allow(['elasticloadbalancing:*Targets', 'elasticloadbalancing:Describe*'], '*')] },
  })
  addSecurityGroup(site, {
    name: 'terminals-hosts',
    vpc: 'core',
    ingress: [fromGroup(site, 'alb-public', 32768, 65535)],
  })
  const cluster = addCluster(site, {
    name: 'terminals',
    vpc: 'core',
    tier: 'core-private',
    capacityProviders: ['terminals-al2'],
    tags: inStaging,
  })
  const metadata = { HttpTokens: 'required', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' } as const
  addHostGroup(cluster, {
    name: 'terminals-al2',
    zones: ['a'],
    instanceType: 'm6i.large',
    image: amazonLinux2,
    os: 'linux',
    securityGroup: 'terminals-hosts',
    role: 'use1-terminals-instance',
    metadata,
    templateMetadata: metadata,
    tags: inStaging,
  })
  addService(cluster, {
    name: 'terminal-updates',
    launch: 'EC2',
    provider: 'terminals-al2',
    desired: 1,
    tags: ownedBy('terminals'),
    balancing: { listener: https, host: `terminals.staging.${domain}`, p99: 0.4, targetType: 'instance' },
    task: { networkMode: 'bridge' },
    app: { portMappings: [{ containerPort: 8080, hostPort: 0, protocol: 'tcp' }] },
    service: { roleArn: ecsServiceRole },
  })
}
