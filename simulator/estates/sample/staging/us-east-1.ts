import { addCluster } from '../../builders/clusters.ts'
import { addService } from '../../builders/services.ts'
import type { Site } from '../../builders/site.ts'
import { domain, inStaging, ownedBy } from '../company.ts'
import { addRegionBasics } from '../region.ts'
import { addSmallRegion } from '../small-region.ts'

/** Little more than what load tests need; the generator itself is off. */
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
}
