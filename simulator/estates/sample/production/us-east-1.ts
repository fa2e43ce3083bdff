import type { Site } from '../../builders/site.ts'
import { addAudit } from '../audit.ts'
import { addQuotas } from '../quotas.ts'
import { addRegionBasics } from '../region.ts'
import { addSecrets } from '../secrets.ts'
import { addBackoffice } from './backoffice.ts'
import { addBatch } from './batch.ts'
import { addPipelines, addRecommendations, addStacks, addTraces } from './delivery.ts'
import { addDoors } from './doors.ts'
import { addEdge } from './edge.ts'
import { addHostBasics } from './hosts.ts'
import { addLeftovers } from './leftovers.ts'
import { addBalancerGroups, addNetwork } from './network.ts'
import { addAlarms, addLoads, addQueues, addRegistrySettings, addScalingActivities } from './operations.ts'
import { addBranches, addLegacy, addModels, addWindows } from './other-hosts.ts'
import { addPayments } from './payments.ts'
import { addPaymentsWorkers } from './payments-workers.ts'
import { addPeople } from './people.ts'
import { addRisk } from './risk.ts'
import { addStores } from './stores.ts'
import { addVulnerabilities } from './vulnerabilities.ts'

/** The larger region: every kind of service, and for every check something that passes and something that fails. */
export function addProductionUsEast1(site: Site): void {
  addRegionBasics(site, {
    scanning: 'ENHANCED',
    continuously: ['payments/*', 'backoffice/*', 'risk/*', 'windows/*', 'platform/*', 'ecr-public/*'],
    onPush: ['branch-edge/*', 'models/*', 'batch/*', 'sandbox/*'],
    pullThrough: ['ecr-public'],
  })
  addNetwork(site)
  addBalancerGroups(site)
  const edge = addEdge(site)
  addHostBasics(site)
  addPaymentsWorkers(addPayments(site, edge), edge)
  addBackoffice(site, edge)
  addRisk(site, edge)
  addWindows(site)
  addLegacy(site)
  addBranches(site)
  addModels(site, edge)
  addBatch(site)
  addPeople(site)
  addStores(site)
  addDoors(site, edge)
  addLeftovers(site)
  addVulnerabilities(site)
  addSecrets(site)
  addAudit(site)
  addStacks(site)
  addPipelines(site)
  addRecommendations(site)
  addTraces(site)
  addAlarms(site)
  addLoads(site)
  addScalingActivities(site)
  addQueues(site)
  addRegistrySettings(site)
  addQuotas(site)
}
