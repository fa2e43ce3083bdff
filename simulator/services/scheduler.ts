import type * as sdk from '@aws-sdk/client-scheduler'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

const usualGroup = 'default'

export const scheduler: Service = {
  signingName: 'scheduler',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-scheduler'),
  invalidInput: 'ValidationException',
  invalidToken: 'ValidationException',
  operations: {
    /** Of every group, unless one is named. */
    ListSchedules(input: sdk.ListSchedulesInput, call: Call): sdk.ListSchedulesOutput {
      const { GroupName, NamePrefix = '', State, NextToken, MaxResults } = input
      const { items, next } = page(call, call.estate.scheduler.schedules, {
        token: NextToken,
        size: MaxResults,
        max: 100,
        where: (schedule) =>
          (!GroupName || (schedule.GroupName ?? usualGroup) === GroupName) &&
          (schedule.Name ?? '').startsWith(NamePrefix) &&
          (!State || schedule.State === State),
      })
      return { Schedules: items.map(summarise), NextToken: next }
    },

    GetSchedule({ Name, GroupName = usualGroup }: sdk.GetScheduleInput, call: Call): sdk.GetScheduleOutput {
      const found = call.estate.scheduler.schedules.find(
        (schedule) => schedule.Name === Name && (schedule.GroupName ?? usualGroup) === GroupName,
      )
      if (!found || call.fault === 'vanish')
        throw new AwsError('ResourceNotFoundException', `Schedule ${Name} does not exist.`, 404)
      return found
    },
  },
}

function summarise({ Target, ...schedule }: sdk.GetScheduleOutput): sdk.ScheduleSummary {
  return { ...schedule, Target: Target && { Arn: Target.Arn } }
}
