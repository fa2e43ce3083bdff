import { expect, test } from 'vitest'
import { type BuildEstate, emptyRegion } from '#simulator/estate.ts'
import { recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

const account = '111122223333'
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

const counts = { clusters: 130, services: 215, tasks: 260, families: 230, revisions: 2 }

/** One cluster with more of everything than a page or a batch holds, and many empty clusters. */
const crowded: BuildEstate = ({ now }) => {
  const region = emptyRegion()
  const clusterArn = arn('ecs', 'cluster/main')
  const definitionArn = arn('ecs', 'task-definition/family-0:2')
  region.ecs.clusters = numbers(counts.clusters).map((index) => ({
    clusterArn: index === 0 ? clusterArn : arn('ecs', `cluster/empty-${index}`),
    clusterName: index === 0 ? 'main' : `empty-${index}`,
    status: 'ACTIVE',
    activeServicesCount: index === 0 ? counts.services : 0,
    runningTasksCount: index === 0 ? counts.tasks : 0,
    pendingTasksCount: 0,
    registeredContainerInstancesCount: 0,
    settings: [],
  }))
  region.ecs.services = numbers(counts.services).map((index) => ({
    serviceArn: arn('ecs', `service/main/service-${index}`),
    serviceName: `service-${index}`,
    clusterArn,
    status: 'ACTIVE',
    desiredCount: 1,
    runningCount: 1,
    pendingCount: 0,
    launchType: 'FARGATE',
    taskDefinition: definitionArn,
    deployments: [],
    loadBalancers: [],
  }))
  region.ecs.tasks = numbers(counts.tasks).map((index) => ({
    taskArn: arn('ecs', `task/main/${index}`),
    clusterArn,
    taskDefinitionArn: definitionArn,
    group: `service:service-${index % counts.services}`,
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    launchType: 'FARGATE',
    containers: [],
  }))
  region.ecs.taskDefinitions = numbers(counts.families).map((index) => ({
    family: `family-${index}`,
    revisions: numbers(counts.revisions).map((revision) => ({
      taskDefinitionArn: arn('ecs', `task-definition/family-${index}:${revision + 1}`),
      family: `family-${index}`,
      revision: revision + 1,
      status: 'ACTIVE' as const,
      registeredAt: now,
      containerDefinitions: [{ name: 'app', image: 'nginx:1' }],
    })),
  }))
  return {
    accounts: [
      {
        id: account,
        alias: 'crowded',
        scanRole: { arn: `arn:aws:iam::${account}:role/scan`, externalId: 'external-id', requiresExternalId: true },
        enabledRegions: ['us-east-1'],
        regions: { 'us-east-1': region },
        iam: { users: [], groups: [], roles: [], policies: [] },
      },
    ],
  }
}

test('every page is read, and every batch is as large as AWS allows', async () => {
  await using aws = await simulate({ build: crowded })
  const { inventory, ledger } = await aws.collect()
  expect(inventory.gaps).toEqual([])
  const size = (section: Parameters<typeof recordsOf>[1]) => Object.keys(recordsOf(inventory, section)).length
  expect(size('clusters')).toBe(counts.clusters)
  expect(size('services')).toBe(counts.services)
  expect(size('tasks')).toBe(counts.tasks)
  expect(size('families')).toBe(counts.families)
  expect(size('taskDefinitions')).toBe(counts.families)

  const sent = (action: string) => ledger.summary().byAction[action]?.count
  expect(sent('ecs:ListClusters')).toBe(2)
  expect(sent('ecs:DescribeClusters')).toBe(2)
  expect(sent('ecs:ListServices')).toBe(3)
  expect(sent('ecs:DescribeServices')).toBe(22)
  expect(sent('ecs:ListTasks')).toBe(3 + counts.clusters)
  expect(sent('ecs:DescribeTasks')).toBe(3)
  expect(sent('ecs:ListTaskDefinitions')).toBe(5)
  expect(sent('ecs:DescribeTaskDefinition')).toBe(counts.families)
})

test('what the account does not use costs nothing beyond its list', async () => {
  await using aws = await simulate({ build: crowded })
  const { ledger } = await aws.collect()
  const { byAction } = ledger.summary()
  const unused = [
    'ec2:DescribeInstances',
    'autoscaling:',
    'codedeploy:',
    'acm:',
    'wafv2:',
    'apigateway:',
    'vpc-lattice:',
    'servicediscovery:',
    'elasticfilesystem:',
    'fsx:',
    'backup:',
    'ec2:DescribeNatGateways',
    'ec2:DescribeVolumes',
    'ec2:DescribeInstanceTypes',
    'ecr:',
    'inspector2:',
    'ecs:DescribeCapacityProviders',
  ]
  expect(Object.keys(byAction).filter((action) => unused.some((start) => action.startsWith(start)))).toEqual([])
  // Alarms may be about anything that services use; the other question is how much of the quotas is used.
  expect(byAction['cloudwatch:DescribeAlarms']?.count).toBe(1)
  expect(byAction['cloudwatch:GetMetricData']?.count).toBe(1)
  expect(byAction['application-autoscaling:DescribeScalableTargets']?.count).toBe(1)
  expect(byAction).not.toHaveProperty('application-autoscaling:DescribeScalingPolicies')
})
