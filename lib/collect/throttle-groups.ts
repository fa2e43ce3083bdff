/** One token bucket of AWS: requests per second that refill it, and how many it holds when full. */
export interface ThrottleGroup {
  /** Actions with the same name draw from one bucket. */
  name: string
  rate: number
  burst: number
  /** Charged once per account instead of once per account and region. */
  global?: true
}

interface Published {
  name: string
  actions: readonly string[]
  rate: number
  burst: number
  global?: true
}

/**
 * Buckets that several actions share, or whose size differs from their service's. Where a rate is published without a
 * burst, no more than three quarters of a second of it leaves at once: calls that leave apart may arrive together.
 * Sources: Amazon ECS API Reference, "Request throttling"; Amazon EC2 Developer Guide, "Request throttling"; the quotas
 * pages of CloudWatch (GetMetricData), CloudWatch Logs, CloudTrail, AWS KMS, AWS WAF, AWS Account Management. AWS Config
 * and IAM publish nothing: theirs are what scanners have found to hold.
 */
const published: readonly Published[] = [
  { name: 'ecs cluster read', actions: ['ecs:DescribeClusters', 'ecs:ListClusters'], rate: 20, burst: 50 },
  { name: 'ecs service read', actions: ['ecs:DescribeServices', 'ecs:ListServices'], rate: 20, burst: 100 },
  {
    name: 'ecs cluster resource read',
    actions: [
      'ecs:DescribeContainerInstances',
      'ecs:DescribeTasks',
      'ecs:ListAttributes',
      'ecs:ListContainerInstances',
      'ecs:ListTasks',
    ],
    rate: 20,
    burst: 100,
  },
  {
    name: 'ecs task definition read',
    actions: ['ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions', 'ecs:ListTaskDefinitionFamilies'],
    rate: 20,
    burst: 50,
  },
  {
    name: 'ecs service deployment read',
    actions: ['ecs:DescribeServiceDeployments', 'ecs:ListServiceDeployments'],
    rate: 20,
    burst: 50,
  },
  { name: 'ecs service revision read', actions: ['ecs:DescribeServiceRevisions'], rate: 20, burst: 50 },
  { name: 'ecs capacity provider read', actions: ['ecs:DescribeCapacityProviders'], rate: 20, burst: 50 },
  { name: 'ecs setting read', actions: ['ecs:ListAccountSettings'], rate: 20, burst: 50 },
  { name: 'ecs tag read', actions: ['ecs:ListTagsForResource'], rate: 20, burst: 50 },
  { name: 'ecs task protection', actions: ['ecs:GetTaskProtection'], rate: 80, burst: 200 },
  { name: 'cloudwatch metric data', actions: ['cloudwatch:GetMetricData'], rate: 500, burst: 375 },
  { name: 'logs groups', actions: ['logs:DescribeLogGroups'], rate: 10, burst: 7 },
  { name: 'cloudtrail trails', actions: ['cloudtrail:DescribeTrails'], rate: 10, burst: 7 },
  { name: 'cloudtrail events', actions: ['cloudtrail:LookupEvents'], rate: 2, burst: 1 },
  { name: 'kms key', actions: ['kms:DescribeKey'], rate: 100, burst: 75 },
  { name: 'kms aliases', actions: ['kms:ListAliases'], rate: 100, burst: 75 },
  { name: 'account regions', actions: ['account:ListRegions'], rate: 5, burst: 3 },
  { name: 'account region', actions: ['account:GetRegionOptStatus'], rate: 5, burst: 3 },
  { name: 'config query', actions: ['config:SelectAggregateResourceConfig'], rate: 8, burst: 6 },
  { name: 'config batch', actions: ['config:BatchGetAggregateResourceConfig'], rate: 15, burst: 11 },
  { name: 'iam policy', actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'], rate: 35, burst: 60, global: true },
  { name: 'iam policy users', actions: ['iam:ListEntitiesForPolicy'], rate: 40, burst: 60, global: true },
  {
    name: 'ec2 security group references',
    actions: ['ec2:DescribeSecurityGroupReferences', 'ec2:DescribeStaleSecurityGroups'],
    rate: 5,
    burst: 20,
  },
]

const byAction = new Map(published.flatMap((group) => group.actions.map((action) => [action, group])))

/** EC2 has a second, smaller bucket for each of these when a call neither filters nor pages. */
const unbounded: ReadonlySet<string> = new Set([
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSnapshots',
  'ec2:DescribeSpotInstanceRequests',
  'ec2:DescribeVolumes',
])

/**
 * The bucket a call draws from. EC2 gives each API its own, Elastic Load Balancing one to all of them (their API
 * references, "Request throttling"), AWS WAF five a second to each. IAM publishes nothing; 15 a second is what scanners
 * have found to hold. Where nothing at all is known: 10 a second, 40 at once, per action and region.
 */
export function throttleGroupOf(action: string, input?: unknown): ThrottleGroup {
  const known = byAction.get(action)
  if (known) return { name: known.name, rate: known.rate, burst: known.burst, ...(known.global && { global: true }) }
  const service = action.slice(0, action.indexOf(':'))
  if (unbounded.has(action) && asksForEverything(input)) {
    return { name: `${action} of everything`, rate: 10, burst: 50 }
  }
  if (service === 'ec2') return { name: action, rate: 20, burst: 100 }
  if (service === 'elasticloadbalancing') return { name: 'elasticloadbalancing', rate: 10, burst: 40 }
  // Five GetResources in two seconds; IAM does not tell it from the other reads.
  if (service === 'apigateway') return { name: action, rate: 2.5, burst: 5 }
  if (service === 'wafv2') return { name: action, rate: 5, burst: 3 }
  if (service === 'iam') return { name: 'iam', rate: 15, burst: 60, global: true }
  return { name: action, rate: 10, burst: 40 }
}

function asksForEverything(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.keys(input).length === 0
}
