import type * as sdk from '@aws-sdk/client-guardduty'
import type { GuardDutyCoverage, GuardDutyDetector } from '#lib/inventory/types/audit.ts'
import { defineCollector, forEachOf, provablyEmpty } from '../collector.ts'
import { need, pick } from '../shape.ts'

/** The region's detector, where there are clusters. An account has one or none. */
export const guardDutyDetectors = defineCollector({
  name: 'guardduty-detectors',
  fills: ['guardDutyDetectors'],
  needs: ['clusters'],
  async collect({ call }, look, out) {
    if (look.seen('clusters').length === 0) return
    const section = 'guardDutyDetectors'
    const ids = await out.list(
      { section },
      {
        action: 'guardduty:ListDetectors',
        input: (NextToken) => ({ MaxResults: 50, NextToken }),
        items: ({ DetectorIds }) => DetectorIds,
        next: ({ NextToken }) => NextToken,
      },
    )
    await forEachOf(ids, async (DetectorId) => {
      const action = 'guardduty:GetDetector'
      const found = await out.read({ section, resource: DetectorId }, () => call(action, { DetectorId }))
      out.add(section, action, found && [found], (one) => toDetector(one, DetectorId))
    })
  },
})

function toDetector(detector: sdk.GetDetectorResponse, DetectorId: string): GuardDutyDetector {
  return {
    DetectorId,
    Status: need(detector.Status, 'Status'),
    Features: (detector.Features ?? []).map(({ Name, Status, AdditionalConfiguration }) => ({
      Name: need(Name, 'Features.Name'),
      Status: need(Status, 'Features.Status'),
      AdditionalConfiguration: (AdditionalConfiguration ?? []).map((one) => ({
        Name: need(one.Name, 'AdditionalConfiguration.Name'),
        Status: need(one.Status, 'AdditionalConfiguration.Status'),
      })),
    })),
  }
}

/** Which clusters and hosts runtime monitoring reaches; asked for only where it is on. */
export const guardDutyCoverage = defineCollector({
  name: 'guardduty-coverage',
  fills: ['guardDutyCoverage'],
  needs: ['clusters', 'containerInstances', 'guardDutyDetectors'],
  async collect({ account }, look, out) {
    const action = 'guardduty:ListCoverage'
    const types = provablyEmpty(look, 'containerInstances') ? ['ECS'] : ['ECS', 'EC2']
    await forEachOf(look.seen('guardDutyDetectors').filter(monitorsRuntime), async ({ DetectorId }) => {
      const found = await out.list(
        { section: 'guardDutyCoverage' },
        {
          action,
          input: (NextToken) => ({
            DetectorId,
            FilterCriteria: {
              FilterCriterion: [{ CriterionKey: 'RESOURCE_TYPE' as const, FilterCondition: { Equals: types } }],
            },
            MaxResults: 50,
            NextToken,
          }),
          items: ({ Resources }) => Resources,
          next: ({ NextToken }) => NextToken,
        },
      )
      const clusters = new Set(look.seen('clusters').flatMap((one) => [one.clusterArn, one.clusterName]))
      // An administrator sees the clusters of its members, too, and names repeat.
      const own = found.filter(({ AccountId = account }) => AccountId === account)
      out.add('guardDutyCoverage', action, own, (resource) => {
        const coverage = toCoverage(resource)
        return clusters.has(coverage.EcsClusterName ?? coverage.Ec2ClusterArn ?? '') ? coverage : undefined
      })
    })
  },
})

function monitorsRuntime({ Status, Features }: GuardDutyDetector): boolean {
  return Status === 'ENABLED' && Features.some((one) => one.Name === 'RUNTIME_MONITORING' && one.Status === 'ENABLED')
}

function toCoverage(resource: sdk.CoverageResource): GuardDutyCoverage {
  const { EcsClusterDetails: ecs, Ec2InstanceDetails: ec2, ResourceType } = resource.ResourceDetails ?? {}
  return {
    ResourceId: need(resource.ResourceId, 'ResourceId'),
    CoverageStatus: need(resource.CoverageStatus, 'CoverageStatus'),
    ...pick(resource, 'Issue'),
    ResourceType: need(ResourceType, 'ResourceDetails.ResourceType'),
    EcsClusterName: ecs?.ClusterName,
    Ec2ClusterArn: ec2?.ClusterArn,
    Ec2InstanceId: ec2?.InstanceId,
    ManagementType: ec2?.ManagementType,
  }
}
