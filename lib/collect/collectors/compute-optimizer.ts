import { defineCollector } from '../collector.ts'
import { iso, need } from '../shape.ts'

/** Compute Optimizer is a service that an account opts in to; without it there is no recommendation, and none is missing. */
const gone = ['OptInRequiredException'] as const

/** Asked for only where a service runs on Fargate: Compute Optimizer looks at no other. */
export const serviceRecommendations = defineCollector({
  name: 'compute-optimizer-services',
  fills: ['serviceRecommendations'],
  needs: ['tasks'],
  inherits: [],
  async collect(_context, look, out) {
    if (!look.seen('tasks').some(({ launchType, group }) => launchType === 'FARGATE' && group?.startsWith('service:')))
      return
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
