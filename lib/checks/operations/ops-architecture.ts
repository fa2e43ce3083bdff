import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { derived } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

/** More essential containers than this in one task, proxies and agents included, hint at several programs in one. */
const usualContainers = 2

export default defineQuestion({
  id: 'ops-architecture',
  subject: 'cluster',
  requires: [],
  shows: ['taskDefinitions'],
  statement:
    'Each component is an ECS service with its own image and scaling, one API entry routes to them, slow work goes through queues, backend-for-frontend, aggregator and strangler patterns are used or turned down on purpose, and the busiest parts scale apart.',
  accepts: [
    'A diagram of the components, their entry point and their queues',
    'The decision records for the patterns used or turned down',
  ],
  validDays: 365,
  why: 'Parts that are deployed and scaled together fail together. When the busiest one scales alone and slow work waits in a queue, a burst on one page does not take the others down.',
  fix: {
    summary:
      'Move the busiest component into a service of its own and put slow work behind a queue. Each split adds a network call and something to operate: split where load or release pace differs.',
    effort: 'large',
  },
  known({ services }, look) {
    const prod = services.some((one) => classifyService(look, one).prod)
    return prod ? undefined : notApplicable('No production service runs in it.')
  },
  facts: [
    ({ services }) => [
      derived(
        'services',
        services.map((one) => one.serviceName),
      ),
    ],
    ({ services }) => [
      derived(
        'services behind a load balancer',
        services.flatMap((one) => ((primaryOf(one)?.loadBalancers ?? []).length > 0 ? [one.serviceName] : [])),
      ),
    ],
    ({ services }, look) => {
      const crowded = services.flatMap((one) => {
        const arn = primaryOf(one)?.taskDefinition
        const containers = (arn && look.get('taskDefinitions', arn)?.containerDefinitions) || []
        const essential = containers.filter((container) => container.essential !== false)
        return essential.length > usualContainers ? [[one.serviceName, essential.map(({ name }) => name)]] : []
      })
      return [derived('services with more than two essential containers in a task', crowded)]
    },
  ],
})
