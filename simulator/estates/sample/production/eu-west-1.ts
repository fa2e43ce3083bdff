import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addCluster, type ClusterSite } from '../../builders/clusters.ts'
import { addDeploymentGroup } from '../../builders/codedeploy.ts'
import { addAmi, addHostGroup } from '../../builders/hosts.ts'
import { addRole, trustService } from '../../builders/roles.ts'
import { addSecurityGroup, fromGroup } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import { ec2Id, type Site } from '../../builders/site.ts'
import { addVulnerability } from '../../builders/vulnerabilities.ts'
import { addAudit } from '../audit.ts'
import { cardData, critical, domain, inProduction, ownedBy, restricted } from '../company.ts'
import { addRegionBasics } from '../region.ts'
import { addSecrets } from '../secrets.ts'
import { addSmallRegion } from '../small-region.ts'
import { amazonLinux2 } from './hosts.ts'

const payments = { ...ownedBy('payments'), ...critical, ...cardData }

/** The European region: fewer services, kept alike, scanned by the registry's basic scanner. */
export function addProductionEuWest1(site: Site): void {
  addRegionBasics(site, {
    scanning: 'BASIC',
    onPush: ['*'],
    instanceMetadata: { HttpTokens: 'required' },
    encryptsVolumes: true,
  })
  const https = addSmallRegion(site, {
    prefix: '10.30',
    nat: 'zonal',
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  })
  const cluster = addCluster(site, {
    name: 'payments',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enhanced',
    tags: inProduction,
  })
  addPaymentServices(cluster, https)
  addDocumentServices(cluster, https)
  addRisk(site, https)
  addVulnerability(site, {
    repository: 'payments/notifications',
    id: 'CVE-2026-90107',
    severity: 'HIGH',
    packageName: 'openssl',
    version: '3.0.11-1',
    firstSeenDaysAgo: 45,
  })
  addSecrets(site)
  addAudit(site)
}

function addPaymentServices(cluster: ClusterSite, https: Listener): void {
  addService(cluster, {
    name: 'payments-api',
    desired: 4,
    revisions: 40,
    tags: payments,
    balancing: { listener: https, host: `api.eu.${domain}`, p99: 0.38 },
    scaling: { min: 3, max: 12 },
  })
  addService(cluster, {
    name: 'ledger',
    desired: 3,
    revisions: 24,
    tags: payments,
    scaling: { min: 3, max: 9 },
    repository: { scannedDaysAgo: 47 },
  })
  addService(cluster, {
    name: 'checkout-web',
    desired: 3,
    revisions: 16,
    controller: 'CODE_DEPLOY',
    tags: payments,
    balancing: { listener: https, host: `checkout.eu.${domain}`, p99: 0.29, green: {} },
    scaling: { min: 3, max: 9 },
  })
  addDeploymentGroup(cluster, { service: 'checkout-web', production: https, rollbackOn: [] })
  addService(cluster, {
    name: 'card-vault',
    desired: 3,
    revisions: 9,
    tags: payments,
    scaling: { min: 3, max: 6 },
  })
  addService(cluster, {
    name: 'notifications',
    desired: 2,
    revisions: 12,
    tags: ownedBy('messaging'),
    app: { readonlyRootFilesystem: undefined },
  })
}

function addDocumentServices(cluster: ClusterSite, https: Listener): void {
  const { site } = cluster
  addService(cluster, {
    name: 'kyc-documents',
    desired: 2,
    revisions: 15,
    tags: { ...ownedBy('onboarding'), ...restricted },
    balancing: { listener: https, host: `documents.eu.${domain}`, p99: 38, drain: 90 },
    scaling: { min: 2, max: 4 },
    task: {
      volumes: [
        {
          name: 'inbox',
          efsVolumeConfiguration: { fileSystemId: ec2Id(site, 'fs', 'kyc-inbox'), transitEncryption: 'ENABLED' },
        },
      ],
    },
    app: { mountPoints: [{ sourceVolume: 'inbox', containerPath: '/inbox', readOnly: false }] },
  })
  addService(cluster, {
    name: 'invoice-pdf',
    desired: 2,
    revisions: 6,
    tags: ownedBy('finance'),
    platformVersion: '1.0.0',
    scaling: { min: 2, max: 4 },
    repository: { platform: 'windows', user: 'ContainerUser' },
    task: {
      cpu: '1024',
      memory: '2048',
      runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' },
    },
    app: { user: undefined, readonlyRootFilesystem: undefined, linuxParameters: undefined },
  })
}

/** Hosts whose launch template says nothing about metadata: the account's default does. */
function addRisk(site: Site, https: Listener): void {
  addAmi(site, { name: amazonLinux2, owner: 'amazon' })
  addRole(site, {
    name: 'euw1-risk-instance',
    trust: [trustService('ec2.amazonaws.com')],
    attached: ['AmazonEC2ContainerServiceforEC2Role'],
    instanceProfile: true,
  })
  addSecurityGroup(site, { name: 'risk-hosts', vpc: 'core', ingress: [fromGroup(site, 'alb-public', 32768, 65535)] })
  const cluster = addCluster(site, {
    name: 'risk',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enhanced',
    capacityProviders: ['risk-al2'],
    tags: inProduction,
  })
  addHostGroup(cluster, {
    name: 'risk-al2',
    zones: ['a', 'b'],
    instanceType: 'm6i.xlarge',
    image: amazonLinux2,
    os: 'linux',
    securityGroup: 'risk-hosts',
    role: 'euw1-risk-instance',
    metadata: { HttpTokens: 'required', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
    tags: inProduction,
  })
  addService(cluster, {
    name: 'fraud-scoring',
    launch: 'EC2',
    provider: 'risk-al2',
    desired: 2,
    revisions: 27,
    tags: { ...ownedBy('risk'), ...critical },
    balancing: { listener: https, host: `fraud.eu.${domain}`, p99: 0.14 },
    scaling: { min: 2, max: 6 },
  })
}
