import type * as sdk from '@aws-sdk/client-cloudtrail'
import type { Trail, TrailEventSelectors } from '#lib/inventory/types/audit.ts'
import { unlessAbsent } from '../../absent.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { isRegion } from '../../regions.ts'
import { iso, need, pick } from '../../shape.ts'

const gone = ['TrailNotFoundException'] as const
const trailsAction = 'cloudtrail:DescribeTrails'

/**
 * Trails that cover the region, where it has clusters. Status is a matter of each region; what a trail records is asked
 * for where it is at home.
 */
export const trails = defineCollector({
  name: 'cloudtrail-trails',
  fills: ['trails', 'trailStatus', 'trailEventSelectors', 'trailInsightSelectors'],
  needs: ['clusters'],
  async collect({ call, region }, look, out) {
    if (look.seen('clusters').length === 0) return
    const all = ['trails', 'trailStatus', 'trailEventSelectors', 'trailInsightSelectors'] as const
    const answer = await out.read({ section: all }, () => call(trailsAction, { includeShadowTrails: true }))
    const covering = (answer?.trailList ?? []).filter(
      (trail) => trail.IsMultiRegionTrail || trail.HomeRegion === region || !trail.HomeRegion,
    )
    out.add('trails', trailsAction, covering, toTrail)
    await forEachOf(covering, async ({ TrailARN, HomeRegion, HasInsightSelectors }) => {
      if (!TrailARN) return
      const home = HomeRegion && isRegion(HomeRegion) ? HomeRegion : region
      const lost = <S extends (typeof all)[number]>(section: S) => ({ section, resource: TrailARN, gone })

      async function status(Name: string) {
        const action = 'cloudtrail:GetTrailStatus'
        const found = await out.read(lost('trailStatus'), () => call(action, { Name }))
        out.add('trailStatus', action, found && [found], (one) => ({
          TrailARN: Name,
          IsLogging: one.IsLogging ?? false,
          LatestDeliveryTime: iso(one.LatestDeliveryTime),
          ...pick(one, 'LatestDeliveryError'),
        }))
      }
      async function selectors(TrailName: string) {
        const action = 'cloudtrail:GetEventSelectors'
        const found = await out.read(lost('trailEventSelectors'), () => call(action, { TrailName }, home))
        out.add('trailEventSelectors', action, found && [found], (one) => toSelectors(one, TrailName))
      }
      async function insights(TrailName: string) {
        const action = 'cloudtrail:GetInsightSelectors'
        const none = ['InsightNotEnabledException']
        const found = await out.read(lost('trailInsightSelectors'), async () =>
          HasInsightSelectors === false ? null : unlessAbsent(none, call(action, { TrailName }, home)),
        )
        out.add('trailInsightSelectors', action, found === undefined ? [] : [found], (one) => ({
          TrailARN: TrailName,
          InsightTypes: (one?.InsightSelectors ?? []).flatMap(({ InsightType }) => InsightType ?? []),
        }))
      }
      await Promise.all([status(TrailARN), selectors(TrailARN), insights(TrailARN)])
    })
  },
})

function toTrail(trail: sdk.Trail): Trail {
  return {
    TrailARN: need(trail.TrailARN, 'TrailARN'),
    Name: need(trail.Name, 'Name'),
    HomeRegion: need(trail.HomeRegion, 'HomeRegion'),
    IsMultiRegionTrail: trail.IsMultiRegionTrail ?? false,
    IsOrganizationTrail: trail.IsOrganizationTrail ?? false,
    IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
    LogFileValidationEnabled: trail.LogFileValidationEnabled ?? false,
    HasInsightSelectors: trail.HasInsightSelectors ?? false,
    ...pick(trail, 'KmsKeyId', 'S3BucketName'),
    CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
  }
}

function toSelectors(answer: sdk.GetEventSelectorsResponse, TrailARN: string): TrailEventSelectors {
  return {
    TrailARN,
    EventSelectors: (answer.EventSelectors ?? []).map((one) => ({
      ...pick(one, 'ReadWriteType'),
      IncludeManagementEvents: one.IncludeManagementEvents ?? true,
      ExcludeManagementEventSources: one.ExcludeManagementEventSources ?? [],
    })),
    AdvancedEventSelectors: (answer.AdvancedEventSelectors ?? []).map(({ FieldSelectors }) => ({
      FieldSelectors: (FieldSelectors ?? []).map((field) => ({
        Field: need(field.Field, 'FieldSelectors.Field'),
        Equals: field.Equals ?? [],
        NotEquals: field.NotEquals ?? [],
        StartsWith: field.StartsWith ?? [],
      })),
    })),
  }
}
