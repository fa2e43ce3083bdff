import { defineCollector, forEachOf } from '../../collector.ts'
import { listAll } from '../../pages.ts'
import { need } from '../../shape.ts'

const gone = ['ResourceNotFoundException'] as const

/**
 * Rules of the default bus that match events, where there are clusters, and what they send them to. Rules that an AWS
 * service manages and those that only keep time tell nothing about who is alerted.
 */
export const eventRules = defineCollector({
  name: 'event-rules',
  fills: ['eventRules', 'eventRuleTargets'],
  needs: ['clusters'],
  async collect(context, look, out) {
    if (look.seen('clusters').length === 0) return
    const rules = await out.list(
      { section: ['eventRules', 'eventRuleTargets'] },
      {
        action: 'events:ListRules',
        input: (NextToken) => ({ Limit: 100, NextToken }),
        items: ({ Rules }) => Rules,
        next: ({ NextToken }) => NextToken,
      },
    )
    const matching = rules.filter(({ EventPattern, ManagedBy }) => EventPattern && !ManagedBy)
    out.add('eventRules', 'events:ListRules', matching, (rule) => ({
      Arn: need(rule.Arn, 'Arn'),
      Name: need(rule.Name, 'Name'),
      State: need(rule.State, 'State'),
      EventPattern: need(rule.EventPattern, 'EventPattern'),
    }))
    await forEachOf(matching, async ({ Arn, Name }) => {
      if (!Arn) return
      const lost = { section: 'eventRuleTargets', resource: Arn, gone } as const
      const targets = await out.read(lost, () =>
        listAll(context, {
          action: 'events:ListTargetsByRule',
          input: (NextToken) => ({ Rule: Name, Limit: 100, NextToken }),
          items: ({ Targets }) => Targets,
          next: ({ NextToken }) => NextToken,
        }),
      )
      out.add('eventRuleTargets', 'events:ListTargetsByRule', targets && [targets], (list) => ({
        Arn,
        Targets: list.map((target) => ({ Id: need(target.Id, 'Id'), Arn: need(target.Arn, 'Arn') })),
      }))
    })
  },
})
