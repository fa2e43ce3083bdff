import type * as sdk from '@aws-sdk/client-cloudwatch'
import type { Alarm, CompositeAlarm, Metric, MetricAlarm } from '#lib/inventory/types/alarms.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { DeploymentGroup } from '#lib/inventory/types/operations.ts'
import type { ScalingPolicy } from '#lib/inventory/types/scaling.ts'
import { defineCollector, provablyEmpty } from '../../collector.ts'
import { iso, need, pick } from '../../shape.ts'

const action = 'cloudwatch:DescribeAlarms'

/** Namespaces of AWS whose alarms can be about an ECS service or what it uses. */
const relevant: ReadonlySet<string> = new Set([
  'AWS/ApplicationELB',
  'AWS/ECR',
  'AWS/ECS',
  'AWS/EFS',
  'AWS/Kinesis',
  'AWS/Logs',
  'AWS/NATGateway',
  'AWS/NetworkELB',
  'AWS/SQS',
  'AWS/Usage',
])

/**
 * Alarms on metrics of ECS, of what its services use or of the account's own namespaces, composite alarms, and whatever a
 * service, scaling policy or deployment group names. The others of the region are left out.
 */
export const alarms = defineCollector({
  name: 'cloudwatch-alarms',
  fills: ['alarms'],
  needs: ['services', 'scalingPolicies', 'deploymentGroups'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'services')) return
    const named = namedAlarms(look.seen('services'), look.seen('scalingPolicies'), look.seen('deploymentGroups'))
    await out.walk(
      { section: 'alarms' },
      {
        action,
        input: (NextToken) => ({
          AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const],
          MaxRecords: 100,
          NextToken,
        }),
        items: ({ MetricAlarms = [], CompositeAlarms = [] }) => [
          ...MetricAlarms.filter((one) => named.has(one.AlarmName) || namespacesOf(one).some(isRelevant)).map(metric),
          ...CompositeAlarms.map(composite),
        ],
        next: ({ NextToken }) => NextToken,
      },
      (page) => out.add('alarms', action, page, (shape) => shape()),
    )
  },
})

function namedAlarms(
  services: readonly Service[],
  policies: readonly ScalingPolicy[],
  groups: readonly DeploymentGroup[],
): ReadonlySet<string | undefined> {
  return new Set([
    ...services.flatMap(({ deploymentConfiguration }) => deploymentConfiguration?.alarms?.alarmNames ?? []),
    ...policies.flatMap(({ Alarms }) => Alarms.map(({ AlarmName }) => AlarmName)),
    ...groups.flatMap(({ alarmConfiguration }) => alarmConfiguration?.alarms ?? []),
  ])
}

function namespacesOf({ Namespace, Metrics = [] }: sdk.MetricAlarm): (string | undefined)[] {
  return [Namespace, ...Metrics.map(({ MetricStat }) => MetricStat?.Metric?.Namespace)]
}

function isRelevant(namespace: string | undefined): boolean {
  return namespace !== undefined && (relevant.has(namespace) || !namespace.startsWith('AWS/'))
}

type Shape = () => Alarm

function metric(alarm: sdk.MetricAlarm): Shape {
  return (): MetricAlarm => ({
    kind: 'metric',
    ...baseOf(alarm),
    ...metricOf(alarm),
    ...pick(alarm, 'Statistic', 'ExtendedStatistic', 'Period', 'EvaluationPeriods', 'DatapointsToAlarm', 'Threshold'),
    ...pick(alarm, 'ComparisonOperator', 'TreatMissingData'),
    Metrics: (alarm.Metrics ?? []).map(({ Id, Expression, MetricStat }) => ({
      Id: need(Id, 'Metrics.Id'),
      Expression,
      MetricStat: MetricStat && { ...metricOf(MetricStat.Metric ?? {}), ...pick(MetricStat, 'Period', 'Stat') },
    })),
  })
}

function composite(alarm: sdk.CompositeAlarm): Shape {
  return (): CompositeAlarm => ({
    kind: 'composite',
    ...baseOf(alarm),
    AlarmRule: need(alarm.AlarmRule, 'AlarmRule'),
  })
}

function baseOf(alarm: sdk.MetricAlarm | sdk.CompositeAlarm) {
  return {
    AlarmArn: need(alarm.AlarmArn, 'AlarmArn'),
    AlarmName: need(alarm.AlarmName, 'AlarmName'),
    ActionsEnabled: alarm.ActionsEnabled ?? true,
    AlarmActions: alarm.AlarmActions ?? [],
    StateValue: alarm.StateValue,
    StateUpdatedTimestamp: iso(alarm.StateUpdatedTimestamp),
  }
}

/** A metric in the form of alarms, policies and quotas. */
export function metricOf({ Namespace, MetricName, Dimensions }: sdk.Metric): Metric {
  return {
    Namespace,
    MetricName,
    Dimensions: (Dimensions ?? []).map(({ Name, Value }) => ({
      Name: need(Name, 'Dimensions.Name'),
      Value: need(Value, 'Dimensions.Value'),
    })),
  }
}
