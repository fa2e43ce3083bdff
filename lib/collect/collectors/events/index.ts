import { defineCollector, forEachOf } from '../../collector.ts'
import { unique } from '../../shape.ts'
import { toRuleSchedule } from './rules.ts'
import { isRunTask, toSchedule } from './schedules.ts'

const section = 'taskSchedules'
const gone = ['ResourceNotFoundException'] as const

/**
 * Rules of the default event bus and Scheduler schedules that run tasks. Rules are found by their target, a cluster; a
 * schedule's summary names its cluster, or the universal target whose input names it.
 */
export const taskSchedules = defineCollector({
  name: 'task-schedules',
  fills: ['taskSchedules'],
  needs: ['clusters'],
  async collect({ account, partition, region, scope, digestKey, call }, look, out) {
    const clusters = look.seen('clusters').filter(({ status }) => status === 'ACTIVE')
    if (scope.services.length > 0 || clusters.length === 0) return
    const known = new Set(clusters.map(({ clusterArn }) => clusterArn))

    const names: string[] = []
    await forEachOf(clusters, async ({ clusterArn }) => {
      const found = await out.list(
        { section, within: clusterArn },
        {
          action: 'events:ListRuleNamesByTarget',
          input: (NextToken) => ({ TargetArn: clusterArn, Limit: 100, NextToken }),
          items: ({ RuleNames }) => RuleNames,
          next: ({ NextToken }) => NextToken,
        },
      )
      names.push(...found)
    })
    await forEachOf(unique(names), async (name) => {
      const targets = await out.list(
        { section, gone },
        {
          action: 'events:ListTargetsByRule',
          input: (NextToken) => ({ Rule: name, Limit: 100, NextToken }),
          items: ({ Targets }) => Targets,
          next: ({ NextToken }) => NextToken,
        },
      )
      const running = targets.filter(({ Arn, EcsParameters }) => EcsParameters && known.has(Arn ?? ''))
      const rule = { name, arn: `arn:${partition}:events:${region}:${account}:rule/${name}` }
      out.add(section, 'events:ListTargetsByRule', running, (target) => toRuleSchedule(target, rule, digestKey))
    })

    const schedules = await out.list(
      { section },
      {
        action: 'scheduler:ListSchedules',
        input: (NextToken) => ({ MaxResults: 100, NextToken }),
        items: ({ Schedules }) => Schedules,
        next: ({ NextToken }) => NextToken,
      },
    )
    const running = schedules.filter(({ Target }) => known.has(Target?.Arn ?? '') || isRunTask(Target?.Arn))
    await forEachOf(running, async ({ Name, GroupName }) => {
      const schedule = await out.read({ section, gone }, () => call('scheduler:GetSchedule', { Name, GroupName }))
      out.add(section, 'scheduler:GetSchedule', schedule && [schedule], (one) => toSchedule(one, clusters, digestKey))
    })
  },
})
