interface Rate {
  /** Tokens a full bucket holds. */
  burst: number
  /** Tokens it gains in a second. */
  refill: number
}

interface Group extends Rate {
  service: string
  /** Actions that share one bucket. Absent: every action of the service has its own. `'all'`: they share one. */
  actions?: readonly string[] | 'all'
  /** One bucket for the account instead of one a region. */
  global?: boolean
}

const ecs = (actions: string[], burst = 50, refill = 20): Group => ({ service: 'ecs', actions, burst, refill })

/** A bucket of each action; where no burst is published, one second of the rate. */
const each = (service: string, operations: string[], refill: number, burst = refill): Group[] =>
  operations.map((operation) => ({ service, actions: [operation], burst, refill }))

/**
 * Published rates per account and region: the "Request throttling" pages of the ECS, EC2 and Elastic Load Balancing API references and
 * the quotas pages of the other services. IAM and AWS Config publish none; theirs are what other scanners measured.
 */
const groups: readonly Group[] = [
  ecs(['DescribeClusters', 'ListClusters']),
  ecs(['DescribeServices', 'ListServices'], 100),
  ecs(['DescribeContainerInstances', 'DescribeTasks', 'ListAttributes', 'ListContainerInstances', 'ListTasks'], 100),
  ecs(['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies']),
  ecs(['DescribeCapacityProviders']),
  ecs(['ListTagsForResource']),
  ecs(['ListAccountSettings']),
  ecs(['DescribeServiceDeployments', 'ListServiceDeployments']),
  ecs(['DescribeServiceRevisions']),
  ecs(['GetTaskProtection'], 200, 80),
  ecs(['ListServicesByNamespace'], 10, 1),
  {
    service: 'ec2',
    actions: ['DescribeSecurityGroupReferences', 'DescribeStaleSecurityGroups'],
    burst: 20,
    refill: 5,
  },
  { service: 'ec2', burst: 100, refill: 20 },
  { service: 'elasticloadbalancing', actions: 'all', burst: 40, refill: 10 },
  ...each('cloudwatch', ['GetMetricData'], 500),
  ...each('logs', ['DescribeLogGroups'], 10),
  ...each('cloudtrail', ['DescribeTrails'], 10),
  ...each('cloudtrail', ['LookupEvents'], 2),
  ...each('kms', ['DescribeKey', 'ListAliases'], 100),
  ...each('account', ['ListRegions', 'GetRegionOptStatus'], 5),
  ...each('config', ['SelectAggregateResourceConfig'], 8),
  ...each('config', ['BatchGetAggregateResourceConfig'], 15),
  { service: 'wafv2', burst: 5, refill: 5 },
  // That of GetResources; the other reads of API Gateway may be more, and IAM does not tell them apart.
  { service: 'apigateway', actions: ['GET'], burst: 5, refill: 2.5 },
  { service: 'iam', actions: ['GetPolicy', 'GetPolicyVersion'], burst: 60, refill: 35, global: true },
  { service: 'iam', actions: ['ListEntitiesForPolicy'], burst: 60, refill: 40, global: true },
  { service: 'iam', burst: 60, refill: 15, global: true },
]

/** Where AWS publishes nothing: per action and region. */
const fallback: Rate = { burst: 40, refill: 10 }

/** EC2 has a second, smaller bucket for these when a call neither filters nor pages. */
const ec2Whole = new Set([
  'DescribeInstances',
  'DescribeInstanceStatus',
  'DescribeNetworkInterfaces',
  'DescribeSecurityGroups',
  'DescribeSnapshots',
  'DescribeSpotInstanceRequests',
  'DescribeVolumes',
])
const ec2WholeRate: Rate = { burst: 50, refill: 10 }

interface ThrottledCall {
  action: string
  account: string
  region: string
  input: object
}

/** Whether a call finds a token in its bucket; it takes one if so. */
export type Throttle = (call: ThrottledCall) => boolean

export function createThrottle(clock: () => Date): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (call) => {
    const { name, burst, refill } = bucketOf(call)
    const at = clock().getTime()
    const bucket = buckets.get(name) ?? { tokens: burst, at }
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * refill)
    const admitted = tokens >= 1
    buckets.set(name, { tokens: admitted ? tokens - 1 : tokens, at })
    return admitted
  }
}

function bucketOf({ action, account, region, input }: ThrottledCall): Rate & { name: string } {
  const [service = '', operation = ''] = action.split(':')
  if (service === 'ec2' && ec2Whole.has(operation) && Object.keys(input).length === 0) {
    return { ...ec2WholeRate, name: `${account} ${region} ${action} whole` }
  }
  const group = groups.find(
    ({ service: of, actions }) =>
      of === service && (actions === undefined || actions === 'all' || actions.includes(operation)),
  )
  if (!group) return { ...fallback, name: `${account} ${region} ${action}` }
  const shared =
    group.actions === undefined ? action : group.actions === 'all' ? service : `${service} ${group.actions[0]}`
  return { burst: group.burst, refill: group.refill, name: `${account} ${group.global ? 'global' : region} ${shared}` }
}
