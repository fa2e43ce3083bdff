import type * as sdk from '@aws-sdk/client-auto-scaling'
import { assertBatch, type Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsQuery } from '../wire/query.ts'

export const autoscaling: Service = {
  signingName: 'autoscaling',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-auto-scaling'),
  invalidInput: 'ValidationError',
  invalidToken: 'InvalidNextToken',
  operations: {
    DescribeAutoScalingGroups(input: sdk.AutoScalingGroupNamesType, call: Call): sdk.AutoScalingGroupsType {
      const { AutoScalingGroupNames: names, NextToken, MaxRecords } = input
      assertBatch(call, names, 50, 'AutoScalingGroupNames')
      const { items, next } = page(call, call.estate.autoscaling.groups, {
        token: NextToken,
        size: MaxRecords,
        max: 100,
        usual: 50,
        where: ({ AutoScalingGroupName = '' }) => !names?.length || names.includes(AutoScalingGroupName),
      })
      return { AutoScalingGroups: items, NextToken: next }
    },

    DescribeLaunchConfigurations(input: sdk.LaunchConfigurationNamesType, call: Call): sdk.LaunchConfigurationsType {
      const { LaunchConfigurationNames: names, NextToken, MaxRecords } = input
      assertBatch(call, names, 50, 'LaunchConfigurationNames')
      const { items, next } = page(call, call.estate.autoscaling.launchConfigurations, {
        token: NextToken,
        size: MaxRecords,
        max: 100,
        usual: 50,
        where: ({ LaunchConfigurationName = '' }) => !names?.length || names.includes(LaunchConfigurationName),
      })
      return { LaunchConfigurations: items, NextToken: next }
    },
  },
}
