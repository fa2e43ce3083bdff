import type * as sdk from '@aws-sdk/client-eventbridge'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

type Rule = Call['estate']['events']['rules'][number]

const usualBus = 'default'

export const events: Service = {
  signingName: 'events',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-eventbridge'),
  invalidInput: 'ValidationException',
  invalidToken: 'ValidationException',
  operations: {
    ListRules(
      { NamePrefix = '', EventBusName, NextToken, Limit }: sdk.ListRulesRequest,
      call: Call,
    ): sdk.ListRulesResponse {
      const { items, next } = page(call, rulesOn(call, EventBusName), {
        token: NextToken,
        size: Limit,
        max: 100,
        where: ({ Name = '' }) => Name.startsWith(NamePrefix),
      })
      return { Rules: items, NextToken: next }
    },

    ListTargetsByRule(
      { Rule: name, EventBusName, NextToken, Limit }: sdk.ListTargetsByRuleRequest,
      call: Call,
    ): sdk.ListTargetsByRuleResponse {
      const rule = rulesOn(call, EventBusName).find(({ Name }) => Name === name)
      if (!rule || call.fault === 'vanish') {
        throw new AwsError(
          'ResourceNotFoundException',
          `Rule ${name} does not exist on EventBus ${EventBusName ?? usualBus}.`,
        )
      }
      const { items, next } = page(call, rule.targets, { token: NextToken, size: Limit, max: 100 })
      return { Targets: items, NextToken: next }
    },

    ListRuleNamesByTarget(input: sdk.ListRuleNamesByTargetRequest, call: Call): sdk.ListRuleNamesByTargetResponse {
      const { TargetArn, EventBusName, NextToken, Limit } = input
      const { items, next } = page(call, rulesOn(call, EventBusName), {
        token: NextToken,
        size: Limit,
        max: 100,
        where: ({ targets }) => targets.some(({ Arn }) => Arn === TargetArn),
      })
      return { RuleNames: items.flatMap(({ Name }) => Name ?? []), NextToken: next }
    },
  },
}

/** A bus goes by its name or its ARN. */
function rulesOn({ estate }: Call, bus = usualBus): Rule[] {
  const name = bus.slice(bus.lastIndexOf('/') + 1)
  return estate.events.rules.filter(({ EventBusName = usualBus }) => EventBusName === name)
}
