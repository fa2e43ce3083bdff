import { cite } from '#lib/inventory/evidence.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineQuestion } from '../define-question.ts'
import { needsAttestation, notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'net-client-retries',
  subject: 'service',
  requires: [],
  statement:
    'Its clients time out, retry a bounded number of times with backoff and jitter, look names up again sooner than the DNS record expires, and handle a dependency that stays down.',
  accepts: [
    'Client configuration or code with the timeouts and the retry limit of each dependency',
    'A test in which a dependency was slow or down',
    'DNS cache settings of the runtime (networkaddress.cache.ttl of a JVM, for example)',
  ],
  validDays: 365,
  why: 'Tasks come and go. A client that keeps calling an address that is gone, or retries without a limit, turns the loss of one task into an outage of everything that depends on it.',
  fix: {
    summary:
      'Use the retry modes of the SDK, a resilience library or Service Connect, and write down a retry budget per dependency: retries without a budget make an outage worse.',
    effort: 'medium',
  },
  known({ service }) {
    const records = service.tags.some((tag) => tag.key.toLowerCase() === 'depends-on')
    if (connectOf(service) >= 0)
      return needsAttestation(
        'Service Connect retries and drops dead backends for it. Does its code also handle a dependency that stays down?',
      )
    if (service.serviceRegistries.length > 0 || records) return undefined
    return notApplicable('It has no service registry, no Service Connect, and no depends-on tag names a dependency.')
  },
  facts: [
    ({ service }) =>
      service.serviceRegistries.map((_, i) => cite('services', service, `serviceRegistries[${i}].registryArn`)),
    ({ service }) => {
      const index = connectOf(service)
      return index < 0 ? [] : [cite('services', service, `deployments[${index}].serviceConnectConfiguration.enabled`)]
    },
  ],
})

/** Position of the deployment that has Service Connect on; -1 when none has. */
function connectOf(service: Service): number {
  return service.deployments.findIndex((one) => one.serviceConnectConfiguration?.enabled)
}
