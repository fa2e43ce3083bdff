import { addCluster } from '../../builders/clusters.ts'
import { addTaskFamily } from '../../builders/families.ts'
import { addLogGroup } from '../../builders/logs.ts'
import { addRepository } from '../../builders/repositories.ts'
import type { Site } from '../../builders/site.ts'
import { ownedBy } from '../company.ts'
import { planted } from '../planted-secrets.ts'

/** What was forgotten: a cluster without work, families that nothing runs, an unused repository and a function's log group. */
export function addLeftovers(site: Site): void {
  const cluster = addCluster(site, {
    name: 'sandbox',
    vpc: 'core',
    tier: 'core-private',
    tags: { environment: 'sandbox' },
  })
  addTaskFamily(cluster, {
    name: 'legacy-monolith',
    revisions: 40,
    tags: ownedBy('integration'),
    repository: { mutability: 'MUTABLE', user: '' },
    app: {
      user: undefined,
      readonlyRootFilesystem: undefined,
      environment: [{ name: 'MASTER_PASSWORD', value: planted.monolithPassword }],
    },
  })
  addRepository(site, { name: 'sandbox/hello-world', releases: ['1.0.0'], mutability: 'MUTABLE' })
  addLogGroup(site, { name: '/aws/lambda/card-vault-smoke-test', retentionInDays: null })
}
