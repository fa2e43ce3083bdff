import { expect, test } from 'vitest'
import { type Clients, clientsOf } from './testing/clients.ts'
import { now } from './testing/estate.ts'
import { errorCode, simulate } from './testing/simulated.ts'

interface Walk {
  /** One page, and the token of the next. */
  page: (
    clients: Clients,
    token: string | undefined,
  ) => Promise<{ items: unknown[] | undefined; next: string | undefined }>
  sizes: number[]
}

const cluster = 'main'
const hour = 3_600_000

/** How many items each page has, from the first to the last. */
const walks: Record<string, Walk> = {
  'ecs:ListServices gives ten when no size is named': {
    page: async ({ ecs }, nextToken) => {
      const answer = await ecs.listServices({ cluster, nextToken })
      return { items: answer.serviceArns, next: answer.nextToken }
    },
    sizes: [10, 10, 3],
  },
  'ecs:ListServices gives the size that is named': {
    page: async ({ ecs }, nextToken) => {
      const answer = await ecs.listServices({ cluster, nextToken, maxResults: 12 })
      return { items: answer.serviceArns, next: answer.nextToken }
    },
    sizes: [12, 11],
  },
  'ecs:ListTaskDefinitions walks across families': {
    page: async ({ ecs }, nextToken) => {
      const answer = await ecs.listTaskDefinitions({ nextToken, maxResults: 6 })
      return { items: answer.taskDefinitionArns, next: answer.nextToken }
    },
    sizes: [6, 6, 1],
  },
  'ecs:DescribeCapacityProviders gives ten, with Fargate’s two': {
    page: async ({ ecs }, nextToken) => {
      const answer = await ecs.describeCapacityProviders({ nextToken })
      return { items: answer.capacityProviders, next: answer.nextToken }
    },
    sizes: [10, 2],
  },
  'ec2:DescribeSubnets pages what the filter leaves': {
    page: async ({ ec2 }, NextToken) => {
      const Filters = [{ Name: 'vpc-id', Values: ['vpc-1'] }]
      const answer = await ec2.describeSubnets({ Filters, NextToken, MaxResults: 5 })
      return { items: answer.Subnets, next: answer.NextToken }
    },
    sizes: [5, 5, 1],
  },
  'ec2:DescribeSubnets gives everything when no size is named': {
    page: async ({ ec2 }, NextToken) => {
      const answer = await ec2.describeSubnets({ NextToken })
      return { items: answer.Subnets, next: answer.NextToken }
    },
    sizes: [12],
  },
  'elasticloadbalancing:DescribeLoadBalancers': {
    page: async ({ elbv2 }, Marker) => {
      const answer = await elbv2.describeLoadBalancers({ Marker, PageSize: 1 })
      return { items: answer.LoadBalancers, next: answer.NextMarker }
    },
    sizes: [1, 1],
  },
  'iam:GetAccountAuthorizationDetails mixes users, groups, roles and policies in one stream': {
    page: async ({ iam }, Marker) => {
      const answer = await iam.getAccountAuthorizationDetails({ Marker, MaxItems: 2 })
      expect(answer.IsTruncated).toBe(answer.Marker !== undefined)
      return {
        items: [answer.UserDetailList, answer.GroupDetailList, answer.RoleDetailList, answer.Policies].flatMap(
          (part) => part ?? [],
        ),
        next: answer.Marker,
      }
    },
    sizes: [2, 2, 2, 1],
  },
  'application-autoscaling:DescribeScalingPolicies gives ten': {
    page: async ({ applicationAutoscaling }, NextToken) => {
      const answer = await applicationAutoscaling.describeScalingPolicies({ ServiceNamespace: 'ecs', NextToken })
      return { items: answer.ScalingPolicies, next: answer.NextToken }
    },
    sizes: [10, 2],
  },
  'inspector2:ListFindings': {
    page: async ({ inspector2 }, nextToken) => {
      const answer = await inspector2.listFindings({ nextToken, maxResults: 1 })
      return { items: answer.findings, next: answer.nextToken }
    },
    sizes: [1, 1],
  },
  'ecr:DescribeImageScanFindings': {
    page: async ({ ecr }, nextToken) => {
      const imageId = { imageTag: 'stable' }
      const answer = await ecr.describeImageScanFindings({ repositoryName: 'api', imageId, nextToken, maxResults: 1 })
      return { items: answer.imageScanFindings?.findings, next: answer.nextToken }
    },
    sizes: [1, 1],
  },
  'logs:DescribeLogStreams': {
    page: async ({ logs }, nextToken) => {
      const answer = await logs.describeLogStreams({ logGroupName: '/ecs/api', nextToken, limit: 2 })
      return { items: answer.logStreams, next: answer.nextToken }
    },
    sizes: [2, 1],
  },
  'cloudwatch:GetMetricData counts only periods that have a value': {
    page: async ({ cloudwatch }, NextToken) => {
      const dimensions = [{ Name: 'ClusterName', Value: 'main' }]
      const metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: dimensions }
      const query = (Id: string, Stat: string) => ({ Id, MetricStat: { Metric: metric, Period: 300, Stat } })
      const answer = await cloudwatch.getMetricData({
        StartTime: now,
        EndTime: new Date(now.getTime() + hour),
        MetricDataQueries: [query('a', 'Average'), query('b', 'p99'), query('c', 'Maximum')],
        MaxDatapoints: 20,
        NextToken,
      })
      return { items: answer.MetricDataResults?.flatMap(({ Values = [] }) => Values), next: answer.NextToken }
    },
    sizes: [20, 3],
  },
  'tag:GetResources gives only what has tags': {
    page: async ({ tagging }, PaginationToken) => {
      const answer = await tagging.getResources({
        ResourceTypeFilters: ['ecs:service'],
        ResourcesPerPage: 20,
        PaginationToken,
      })
      return { items: answer.ResourceTagMappingList, next: answer.PaginationToken || undefined }
    },
    sizes: [20, 3],
  },
}

test.each(Object.entries(walks))('%s', async (_name, { page, sizes }) => {
  await using simulated = await simulate()
  const clients = clientsOf(simulated.client())
  const pages: unknown[][] = []
  let token: string | undefined
  do {
    const { items, next } = await page(clients, token)
    pages.push(items ?? [])
    token = next
  } while (token !== undefined && pages.length < 10)
  expect(pages.map(({ length }) => length)).toEqual(sizes)
  const seen = pages.flat().map((item) => JSON.stringify(item))
  if (typeof pages[0]?.[0] !== 'number') expect(new Set(seen).size).toBe(seen.length)
})

test('a token is refused by every request but the one it was given to', async () => {
  await using simulated = await simulate()
  const { ecs, ec2, iam, tagging } = clientsOf(simulated.client())
  const { nextToken } = await ecs.listServices({ cluster })
  expect(nextToken).toBeDefined()
  expect(await errorCode(ecs.listServices({ cluster: 'other', nextToken }))).toBe('InvalidParameterException')
  expect(await errorCode(ecs.listTasks({ cluster, nextToken }))).toBe('InvalidParameterException')
  expect(await errorCode(ec2.describeSubnets({ NextToken: nextToken }))).toBe('InvalidNextToken')
  expect(await errorCode(iam.getAccountAuthorizationDetails({ Marker: 'made-up' }))).toBe('ValidationError')
  expect(await errorCode(tagging.getResources({ PaginationToken: 'made-up' }))).toBe('PaginationTokenExpiredException')
  expect((await ecs.listServices({ cluster, nextToken, maxResults: 100 })).serviceArns).toHaveLength(13)
})
