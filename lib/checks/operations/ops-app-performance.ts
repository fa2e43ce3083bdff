import { classifyService } from '#lib/inventory/derived/tags.ts'
import { isLoadBalanced } from '#lib/inventory/derived/traffic.ts'
import { scalableTargetKey } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'ops-app-performance',
  subject: 'service',
  requires: [],
  shows: ['scalableTargets'],
  statement:
    'Caching is used where it helps, database connections are pooled or proxied and sized for the most tasks that can run, web front ends ship split, minified and compressed bundles that load lazily, and memory leaks and garbage collection were looked at.',
  accepts: [
    'The connection limit of the database beside pool size times the most tasks',
    'Hit rate of the cache or the CDN',
    'The bundle budget in the pipeline, and a memory profile',
  ],
  validDays: 365,
  why: 'Scaling out multiplies database connections, and a database that refuses them takes every task down. Caches and small bundles serve more people with fewer tasks.',
  fix: {
    summary:
      'Put CloudFront or ElastiCache where reads repeat, RDS Proxy or a pool limit before the database, and a bundle budget into the pipeline. Caches serve old data: decide how old it may be.',
    effort: 'large',
  },
  known({ service }, look) {
    if (!classifyService(look, service).prod) return notApplicable('Its tags say that it is not in production.')
    const serves = isLoadBalanced(service) || service.serviceRegistries.length > 0 || offersConnect(service)
    return serves ? undefined : notApplicable('It serves neither users nor an API.')
  },
  facts: [
    ({ service }) => [cite('services', service, 'serviceName')],
    ({ service }, look) => {
      const target = look.get('scalableTargets', scalableTargetKey(service))
      return target ? [cite('scalableTargets', target, 'MaxCapacity')] : []
    },
  ],
})

function offersConnect({
  deployments,
}: {
  deployments: readonly { serviceConnectConfiguration?: { services: readonly unknown[] } }[]
}) {
  return deployments.some((one) => (one.serviceConnectConfiguration?.services.length ?? 0) > 0)
}
