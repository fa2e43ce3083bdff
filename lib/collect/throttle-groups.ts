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
}

/**
 * Buckets that several actions share, or whose size differs from their service's.
 * Sources: Amazon ECS API Reference, "Request throttling"; CloudWatch service quotas (GetMetricData); CloudWatch Logs
 * quotas (DescribeLogGroups, no burst published).
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
  { name: 'cloudwatch metric data', actions: ['cloudwatch:GetMetricData'], rate: 500, burst: 500 },
  { name: 'logs groups', actions: ['logs:DescribeLogGroups'], rate: 10, burst: 10 },
]

const byAction = new Map(published.flatMap((group) => group.actions.map((action) => [action, group])))

/**
 * The bucket an action draws from. EC2 gives each API its own, Elastic Load Balancing one to all of them (their API
 * references, "Request throttling"). IAM publishes nothing; 15 a second is what scanners have found to hold. Where
 * nothing at all is known: 10 a second, 40 at once, per action and region.
 */
export function throttleGroupOf(action: string): ThrottleGroup {
  const known = byAction.get(action)
  if (known) return { name: known.name, rate: known.rate, burst: known.burst }
  const service = action.slice(0, action.indexOf(':'))
  if (service === 'ec2') return { name: action, rate: 20, burst: 100 }
  if (service === 'elasticloadbalancing') return { name: 'elasticloadbalancing', rate: 10, burst: 40 }
  if (service === 'iam') return { name: 'iam', rate: 15, burst: 60, global: true }
  return { name: action, rate: 10, burst: 40 }
}
