import type { Task } from '#lib/inventory/types/ecs.ts'
import { defineCollector, provablyEmpty } from '../collector.ts'
import { iso, need } from '../shape.ts'

/** Compute Optimizer is a service that an account opts in to; without it there is no recommendation, and none is missing. */
const gone = ['OptInRequiredException'] as const

/** Asked for only where a service runs, or may run, on Fargate: Compute Optimizer looks at no other. */
export const serviceRecommendations = defineCollector({
  name: 'compute-optimizer-services',
  fills: ['serviceRecommendations'],
  needs: ['tasks'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'tasks', isOfFargateService)) return
    const action = 'compute-optimizer:GetECSServiceRecommendations'
    const found = await out.list(
      { section: 'serviceRecommendations', gone },
      {
        action,
        input: (nextToken) => ({ nextToken }),
        items: ({ ecsServiceRecommendations }) => ecsServiceRecommendations,
        next: ({ nextToken }) => nextToken,
      },
    )
    out.add('serviceRecommendations', action, found, (one) => ({
      serviceArn: need(one.serviceArn, 'serviceArn'),
      finding: need(one.finding, 'finding'),
      findingReasonCodes: one.findingReasonCodes ?? [],
      lastRefreshTimestamp: iso(one.lastRefreshTimestamp),
    }))
  },
})

function isOfFargateService({ launchType, group }: Task): boolean {
  return launchType === 'FARGATE' && group?.startsWith('service:') === true
}
