import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { addCluster, type ClusterSite } from '../../builders/clusters.ts'
import { allow } from '../../builders/roles.ts'
import { fromCidrs } from '../../builders/security-groups.ts'
import { addService } from '../../builders/services.ts'
import { ec2Id, type Site } from '../../builders/site.ts'
import { domain, inStaging, ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'
import { addRegionBasics } from '../region.ts'
import { addSmallRegion } from '../small-region.ts'

const noRollback = { deploymentCircuitBreaker: { enable: false, rollback: false } }
const mutable = { mutability: 'MUTABLE' } as const

/** Where releases are tried: the same services, kept with less care. */
export function addStagingEuWest1(site: Site): void {
  addRegionBasics(site, { scanning: 'BASIC', onPush: ['payments/*'] })
  const https = addSmallRegion(site, { prefix: '10.50', nat: 'single', sslPolicy: 'ELBSecurityPolicy-2016-08' })
  const payments = addCluster(site, {
    name: 'payments',
    vpc: 'core',
    tier: 'core-private',
    insights: 'enabled',
    tags: inStaging,
  })
  addPayments(payments, https)
  const tools = addCluster(site, { name: 'tools', vpc: 'core', tier: 'core-private', tags: inStaging })
  addTools(tools, https)
}

function addPayments(cluster: ClusterSite, https: Listener): void {
  addService(cluster, {
    name: 'payments-api',
    desired: 2,
    revisions: 44,
    tags: ownedBy('payments'),
    balancing: { listener: https, host: `api.staging.${domain}`, p99: 0.6 },
    scaling: { min: 1, max: 4 },
    repository: mutable,
  })
  addService(cluster, {
    name: 'ledger',
    desired: 1,
    revisions: 27,
    tags: ownedBy('payments'),
    deployment: noRollback,
    repository: mutable,
    app: { environment: [{ name: 'SIGNING_PEM', value: planted.stagingSigningKey }] },
  })
  addService(cluster, {
    name: 'checkout-web',
    desired: 1,
    revisions: 20,
    tags: ownedBy('payments'),
    balancing: { listener: https, host: `checkout.staging.${domain}`, p99: 0.5, drain: 300 },
    deployment: noRollback,
    app: { readonlyRootFilesystem: undefined, user: undefined },
    repository: { ...mutable, user: '' },
  })
  addService(cluster, {
    name: 'notifications',
    desired: 1,
    revisions: 15,
    tags: ownedBy('messaging'),
    deployment: noRollback,
    app: { readonlyRootFilesystem: undefined, healthCheck: undefined },
    role: { inline: { messaging: [allow('sqs:*', '*')] } },
  })
}

function addTools(cluster: ClusterSite, https: Listener): void {
  const { site } = cluster
  addService(cluster, {
    name: 'admin-portal',
    desired: 1,
    revisions: 24,
    tier: 'core-public',
    publicIp: true,
    tags: ownedBy('operations'),
    ingress: [fromCidrs(['0.0.0.0/0'], 8080)],
    balancing: { listener: https, host: `admin.staging.${domain}`, p99: 0.7, drain: 300 },
    deployment: noRollback,
    repository: { ...mutable, user: '' },
    logs: { retentionInDays: 14 },
    app: {
      user: undefined,
      readonlyRootFilesystem: undefined,
      healthCheck: undefined,
      dockerLabels: { 'larkfield.preview': planted.stagingLabelToken },
    },
  })
  addService(cluster, {
    name: 'reporting',
    desired: 1,
    revisions: 18,
    tags: ownedBy('finance'),
    deployment: noRollback,
    repository: mutable,
    task: {
      volumes: [{ name: 'statements', efsVolumeConfiguration: { fileSystemId: ec2Id(site, 'fs', 'statements') } }],
    },
    app: {
      readonlyRootFilesystem: undefined,
      mountPoints: [{ sourceVolume: 'statements', containerPath: '/statements', readOnly: false }],
      environment: [{ name: 'REPORT_DB_PASSWORD', value: planted.stagingReportingPassword }],
    },
  })
  addService(cluster, {
    name: 'fraud-scoring',
    desired: 1,
    revisions: 33,
    tags: ownedBy('risk'),
    zones: ['a'],
    repository: mutable,
    app: { readonlyRootFilesystem: undefined },
  })
}
