import type * as sdk from '@aws-sdk/client-cloudwatch-logs'
import { assertBatch, type Call, invalid } from '../call.ts'
import { findBy } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

const pageSize = 50

const logGroupName = ({ logGroupName }: sdk.LogGroup) => logGroupName

export const logs: Service = {
  signingName: 'logs',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-cloudwatch-logs'),
  invalidInput: 'InvalidParameterException',
  invalidToken: 'InvalidParameterException',
  operations: {
    DescribeLogGroups(input: sdk.DescribeLogGroupsRequest, call: Call): sdk.DescribeLogGroupsResponse {
      const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '', logGroupClass, nextToken, limit } = input
      const { logGroupIdentifiers: named } = input
      if (prefix && part) throw invalid(call, 'logGroupNamePrefix and logGroupNamePattern cannot be used together')
      if (named && (prefix || part)) throw invalid(call, 'logGroupIdentifiers cannot be combined with another filter')
      assertBatch(call, named, 50, 'logGroupIdentifiers')
      const { groups } = call.estate.logs
      const wanted = named ? [...new Set(named)].flatMap((name) => findBy(groups, logGroupName, name) ?? []) : groups
      const { items, next } = page(call, wanted, {
        token: nextToken,
        size: limit,
        max: pageSize,
        where: ({ logGroupName = '', logGroupClass: kind = 'STANDARD' }) =>
          logGroupName.startsWith(prefix) &&
          logGroupName.toLowerCase().includes(part.toLowerCase()) &&
          (logGroupClass === undefined || kind === logGroupClass),
      })
      return { logGroups: items, nextToken: next }
    },

    /** Streams by name, or by their last event, which a prefix cannot be combined with. */
    DescribeLogStreams(input: sdk.DescribeLogStreamsRequest, call: Call): sdk.DescribeLogStreamsResponse {
      const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false, nextToken, limit } = input
      if (prefix && orderBy === 'LastEventTime')
        throw invalid(call, 'Cannot order by LastEventTime with a logStreamNamePrefix.')
      const name = groupName(call, input.logGroupName ?? input.logGroupIdentifier)
      const streams = [...(call.estate.logs.streams[name] ?? [])].sort(
        orderBy === 'LastEventTime' ? byLastEvent : byName,
      )
      const { items, next } = page(call, descending ? streams.reverse() : streams, {
        token: nextToken,
        size: limit,
        max: pageSize,
        where: ({ logStreamName = '' }) => logStreamName.startsWith(prefix ?? ''),
      })
      return { logStreams: items, nextToken: next }
    },

    DescribeMetricFilters(input: sdk.DescribeMetricFiltersRequest, call: Call): sdk.DescribeMetricFiltersResponse {
      const { logGroupName, filterNamePrefix = '', nextToken, limit } = input
      const { items, next } = page(call, call.estate.logs.metricFilters, {
        token: nextToken,
        size: limit,
        max: pageSize,
        where: (filter) =>
          (!logGroupName || filter.logGroupName === logGroupName) &&
          (filter.filterName ?? '').startsWith(filterNamePrefix),
      })
      return { metricFilters: items, nextToken: next }
    },

    ListTagsForResource({ resourceArn }: sdk.ListTagsForResourceRequest, call: Call): sdk.ListTagsForResourceResponse {
      return { tags: call.estate.logs.tags[groupName(call, resourceArn)] ?? {} }
    },
  },
}

/** @throws AwsError when the group, by name or by ARN with or without its `:*`, is not there */
function groupName({ estate, fault }: Call, reference = ''): string {
  const name = reference.replace(/^arn:[^:]+:logs:[^:]*:\d+:log-group:/, '').replace(/:\*$/, '')
  if (!findBy(estate.logs.groups, logGroupName, name) || fault === 'vanish')
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return name
}

function byName({ logStreamName: a = '' }: sdk.LogStream, { logStreamName: b = '' }: sdk.LogStream): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function byLastEvent(
  { lastEventTimestamp: a = 0 }: sdk.LogStream,
  { lastEventTimestamp: b = 0 }: sdk.LogStream,
): number {
  return a - b
}
