import type * as sdk from '@aws-sdk/client-cloudwatch'
import { assertBatch, type Call, invalid } from '../call.ts'
import type { Collection, MetricSeries } from '../estate.ts'
import { concatCollections, mapCollection } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

// Limits of GetMetricData, from the CloudWatch API reference.
const queriesPerCall = 500
const datapointsPerPage = 100_800

interface Datapoint {
  query: number
  time: Date
  value: number | undefined
}

export const cloudwatch: Service = {
  signingName: 'monitoring',
  iamPrefix: 'cloudwatch',
  protocol: awsJson('1.0'),
  sdk: () => import('@aws-sdk/client-cloudwatch'),
  invalidInput: 'ValidationError',
  invalidToken: 'InvalidNextToken',
  operations: {
    GetMetricData(input: sdk.GetMetricDataInput, call: Call): sdk.GetMetricDataOutput {
      const { MetricDataQueries: queries = [], ScanBy, NextToken, MaxDatapoints } = input
      assertBatch(call, queries, queriesPerCall, 'MetricDataQueries')
      const all = concatCollections(queries.map((query, index) => datapoints(call, query, index, input)))
      const { items, next } = page(call, all, {
        token: NextToken,
        size: MaxDatapoints,
        max: datapointsPerPage,
        where: ({ value }) => value !== undefined,
      })
      const byQuery = Map.groupBy(items, ({ query }) => query)
      const MetricDataResults = queries.map((query, index): sdk.MetricDataResult => {
        const ours = byQuery.get(index) ?? []
        const ordered = ScanBy === 'TimestampAscending' ? ours : ours.reverse()
        return {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat?.Metric?.MetricName,
          Timestamps: ordered.map(({ time }) => time),
          Values: ordered.flatMap(({ value }) => value ?? []),
          StatusCode: next && items.at(-1)?.query === index ? 'PartialData' : 'Complete',
        }
      })
      return { MetricDataResults, Messages: [], NextToken: next }
    },

    ListMetrics(input: sdk.ListMetricsInput, call: Call): sdk.ListMetricsOutput {
      const { Namespace, MetricName, Dimensions = [], NextToken } = input
      const { items, next } = page(call, call.estate.cloudwatch.series, {
        token: NextToken,
        size: undefined,
        max: 500,
        where: (series) =>
          (!Namespace || series.namespace === Namespace) &&
          (!MetricName || series.metricName === MetricName) &&
          Dimensions.every((wanted) =>
            series.dimensions.some(
              ({ Name, Value }) => Name === wanted.Name && (wanted.Value === undefined || Value === wanted.Value),
            ),
          ),
      })
      return {
        Metrics: items.map(({ namespace, metricName, dimensions }) => ({
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: dimensions,
        })),
        NextToken: next,
      }
    },

    DescribeAlarms(input: sdk.DescribeAlarmsInput, call: Call): sdk.DescribeAlarmsOutput {
      const {
        AlarmNames,
        AlarmNamePrefix = '',
        AlarmTypes = ['MetricAlarm'],
        StateValue,
        NextToken,
        MaxRecords,
      } = input
      const { alarms, compositeAlarms } = call.estate.cloudwatch
      assertBatch(call, AlarmNames, 100, 'AlarmNames')
      const all: (sdk.MetricAlarm | sdk.CompositeAlarm)[] = [
        ...(AlarmTypes.includes('CompositeAlarm') ? compositeAlarms : []),
        ...(AlarmTypes.includes('MetricAlarm') ? alarms : []),
      ]
      const { items, next } = page(call, all, {
        token: NextToken,
        size: MaxRecords,
        max: 100,
        usual: 50,
        where: ({ AlarmName = '', StateValue: state }) =>
          AlarmName.startsWith(AlarmNamePrefix) &&
          (!AlarmNames?.length || AlarmNames.includes(AlarmName)) &&
          (!StateValue || state === StateValue),
      })
      const isComposite = (alarm: sdk.MetricAlarm | sdk.CompositeAlarm) => 'AlarmRule' in alarm
      return {
        MetricAlarms: items.filter((alarm) => !isComposite(alarm)),
        CompositeAlarms: items.filter(isComposite),
        NextToken: next,
      }
    },
  },
}

/** A query's datapoints by position, computed when they are looked at. Periods begin at multiples of their length. */
function datapoints(
  call: Call,
  query: sdk.MetricDataQuery,
  index: number,
  { StartTime, EndTime }: sdk.GetMetricDataInput,
): Collection<Datapoint> {
  const { MetricStat: wanted } = query
  if (!wanted) throw invalid(call, 'The simulator answers metric statistics, not expressions.')
  const { Period: period = 0, Stat = '' } = wanted
  if (period <= 0 || period % 60 !== 0) throw invalid(call, `The period must be a multiple of 60, not ${period}.`)
  const stat = call.estate.cloudwatch.series.find((series) => isSeries(series, wanted.Metric))?.stats[Stat]
  const from = Math.ceil(seconds(StartTime) / period)
  const count = stat ? Math.max(0, Math.ceil(seconds(EndTime) / period) - from) : 0
  return mapCollection(upTo(count), (step) => {
    const time = new Date((from + step) * period * 1000)
    return { query: index, time, value: stat?.(time, period) }
  })
}

function isSeries({ namespace, metricName, dimensions }: MetricSeries, metric: sdk.Metric | undefined): boolean {
  const wanted = metric?.Dimensions ?? []
  return (
    namespace === metric?.Namespace &&
    metricName === metric.MetricName &&
    dimensions.length === wanted.length &&
    wanted.every((dimension) =>
      dimensions.some(({ Name, Value }) => Name === dimension.Name && Value === dimension.Value),
    )
  )
}

function upTo(length: number): Collection<number> {
  return {
    length,
    at: (index) => (index < length ? index : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield index
    },
  }
}

function seconds(time: Date | undefined): number {
  return (time?.getTime() ?? 0) / 1000
}
