import type * as sdk from '@aws-sdk/client-auto-scaling'
import type { AutoScalingGroup } from '#lib/inventory/types/scaling.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { chunks, need, pick, tagList, unique } from '../shape.ts'

/** The tag EC2 Auto Scaling puts on every instance it starts. */
const groupTag = 'aws:autoscaling:groupName'

/** Groups of capacity providers, and groups that hold container instances without one. */
export const autoScalingGroups = defineCollector({
  name: 'autoscaling-groups',
  fills: ['autoScalingGroups'],
  needs: ['capacityProviders', 'instances'],
  async collect(_context, look, out) {
    const provided = look
      .seen('capacityProviders')
      .map((provider) => provider.autoScalingGroupProvider?.autoScalingGroupArn.split('autoScalingGroupName/')[1])
    const loose = look.seen('instances').map((instance) => instance.Tags.find(({ Key }) => Key === groupTag)?.Value)
    await forEachOf(chunks(unique([...provided, ...loose]), 50), async (AutoScalingGroupNames) => {
      const found = await out.list(
        { section: 'autoScalingGroups' },
        {
          action: 'autoscaling:DescribeAutoScalingGroups',
          input: (NextToken) => ({ AutoScalingGroupNames, MaxRecords: 100, NextToken }),
          items: (answer) => answer.AutoScalingGroups,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('autoScalingGroups', 'autoscaling:DescribeAutoScalingGroups', found, toGroup)
    })
  },
})

function toGroup(group: sdk.AutoScalingGroup): AutoScalingGroup {
  return {
    AutoScalingGroupARN: need(group.AutoScalingGroupARN, 'AutoScalingGroupARN'),
    AutoScalingGroupName: need(group.AutoScalingGroupName, 'AutoScalingGroupName'),
    LaunchTemplate:
      group.LaunchTemplate && pick(group.LaunchTemplate, 'LaunchTemplateId', 'LaunchTemplateName', 'Version'),
    MixedInstancesPolicy: group.MixedInstancesPolicy && toMixedInstances(group.MixedInstancesPolicy),
    ...pick(group, 'LaunchConfigurationName', 'VPCZoneIdentifier', 'NewInstancesProtectedFromScaleIn'),
    MinSize: need(group.MinSize, 'MinSize'),
    MaxSize: need(group.MaxSize, 'MaxSize'),
    DesiredCapacity: need(group.DesiredCapacity, 'DesiredCapacity'),
    AvailabilityZones: group.AvailabilityZones ?? [],
    Instances: (group.Instances ?? []).map((one) => ({
      InstanceId: need(one.InstanceId, 'Instances.InstanceId'),
      AvailabilityZone: need(one.AvailabilityZone, 'Instances.AvailabilityZone'),
      LifecycleState: need(one.LifecycleState, 'Instances.LifecycleState'),
    })),
    Tags: tagList(group.Tags),
  }
}

function toMixedInstances(policy: sdk.MixedInstancesPolicy): AutoScalingGroup['MixedInstancesPolicy'] {
  const { LaunchTemplate, InstancesDistribution } = policy
  const { LaunchTemplateSpecification = {}, Overrides = [] } = LaunchTemplate ?? {}
  return {
    LaunchTemplate: LaunchTemplate && {
      ...pick(LaunchTemplateSpecification, 'LaunchTemplateId', 'Version'),
      Overrides: Overrides.map((one) => ({
        ...pick(one, 'InstanceType', 'WeightedCapacity'),
        InstanceRequirements: one.InstanceRequirements !== undefined,
      })),
    },
    InstancesDistribution:
      InstancesDistribution &&
      pick(
        InstancesDistribution,
        'OnDemandBaseCapacity',
        'OnDemandPercentageAboveBaseCapacity',
        'SpotAllocationStrategy',
      ),
  }
}
