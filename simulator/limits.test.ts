import { expect, test } from 'vitest'
import { type Clients, clientsOf } from './testing/clients.ts'
import { errorCode, simulate } from './testing/simulated.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => `name-${index}`)
const cluster = 'main'

type Asks = Record<string, [ask: (clients: Clients) => Promise<object>, code: string]>

const refused: Asks = {
  '101 clusters': [({ ecs }) => ecs.describeClusters({ clusters: many(101) }), 'InvalidParameterException'],
  '11 services': [({ ecs }) => ecs.describeServices({ cluster, services: many(11) }), 'InvalidParameterException'],
  'no service': [({ ecs }) => ecs.describeServices({ cluster, services: [] }), 'InvalidParameterException'],
  '101 tasks': [({ ecs }) => ecs.describeTasks({ cluster, tasks: many(101) }), 'InvalidParameterException'],
  '101 container instances': [
    ({ ecs }) => ecs.describeContainerInstances({ cluster, containerInstances: many(101) }),
    'InvalidParameterException',
  ],
  '21 service deployments': [
    ({ ecs }) => ecs.describeServiceDeployments({ serviceDeploymentArns: many(21) }),
    'InvalidParameterException',
  ],
  '21 service revisions': [
    ({ ecs }) => ecs.describeServiceRevisions({ serviceRevisionArns: many(21) }),
    'InvalidParameterException',
  ],
  'a page of 101 services': [({ ecs }) => ecs.listServices({ cluster, maxResults: 101 }), 'InvalidParameterException'],
  'a page of 11 capacity providers': [
    ({ ecs }) => ecs.describeCapacityProviders({ maxResults: 11 }),
    'InvalidParameterException',
  ],
  'a page of 4 subnets': [({ ec2 }) => ec2.describeSubnets({ MaxResults: 4 }), 'InvalidParameterValue'],
  'a page of 101 route tables': [({ ec2 }) => ec2.describeRouteTables({ MaxResults: 101 }), 'InvalidParameterValue'],
  'ids and a page of instances': [
    ({ ec2 }) => ec2.describeInstances({ InstanceIds: ['i-1'], MaxResults: 5 }),
    'InvalidParameterCombination',
  ],
  'a filter that subnets do not have': [
    ({ ec2 }) => ec2.describeSubnets({ Filters: [{ Name: 'colour', Values: ['blue'] }] }),
    'InvalidParameterValue',
  ],
  'a subnet that is not there': [
    ({ ec2 }) => ec2.describeSubnets({ SubnetIds: ['subnet-0', 'subnet-x'] }),
    'InvalidSubnetID.NotFound',
  ],
  'versions of no template': [({ ec2 }) => ec2.describeLaunchTemplateVersions({}), 'InvalidParameterValue'],
  '21 tagged load balancers': [({ elbv2 }) => elbv2.describeTags({ ResourceArns: many(21) }), 'ValidationError'],
  'listeners of nothing': [({ elbv2 }) => elbv2.describeListeners({}), 'ValidationError'],
  'a load balancer that is not there': [
    ({ elbv2 }) => elbv2.describeLoadBalancers({ Names: ['gone'] }),
    'LoadBalancerNotFoundException',
  ],
  'a page of 401 target groups': [({ elbv2 }) => elbv2.describeTargetGroups({ PageSize: 401 }), 'ValidationError'],
  'a page of 1001 roles': [({ iam }) => iam.getAccountAuthorizationDetails({ MaxItems: 1001 }), 'ValidationError'],
  'a role that is not there': [({ iam }) => iam.getRole({ RoleName: 'gone' }), 'NoSuchEntityException'],
  '101 images': [
    ({ ecr }) => ecr.batchGetImage({ repositoryName: 'api', imageIds: many(101).map((imageTag) => ({ imageTag })) }),
    'InvalidParameterException',
  ],
  '26 scanning configurations': [
    ({ ecr }) => ecr.batchGetRepositoryScanningConfiguration({ repositoryNames: many(26) }),
    'InvalidParameterException',
  ],
  'a repository that is not there': [
    ({ ecr }) => ecr.describeImages({ repositoryName: 'gone' }),
    'RepositoryNotFoundException',
  ],
  'an image that was never scanned': [
    ({ ecr }) =>
      ecr.describeImageScanFindings({ repositoryName: 'api', imageId: { imageDigest: `sha256:${'3'.repeat(64)}` } }),
    'ScanNotFoundException',
  ],
  'a layer that is not there': [
    ({ ecr }) => ecr.getDownloadUrlForLayer({ repositoryName: 'api', layerDigest: 'sha256:0' }),
    'LayersNotFoundException',
  ],
  'a page of 101 findings': [({ inspector2 }) => inspector2.listFindings({ maxResults: 101 }), 'ValidationException'],
  'a criterion that is not simulated': [
    ({ inspector2 }) => inspector2.listFindings({ filterCriteria: { title: [{ comparison: 'EQUALS', value: 'x' }] } }),
    'ValidationException',
  ],
  'an application that is not there': [
    ({ codedeploy }) => codedeploy.listDeploymentGroups({ applicationName: 'gone' }),
    'ApplicationDoesNotExistException',
  ],
  'metric math': [
    ({ cloudwatch }) =>
      cloudwatch.getMetricData({
        StartTime: new Date(0),
        EndTime: new Date(60_000),
        MetricDataQueries: [{ Id: 'a', Expression: 'b*2' }],
      }),
    'ValidationException',
  ],
  'targets of a rule that is not there': [
    ({ events }) => events.listTargetsByRule({ Rule: 'gone' }),
    'ResourceNotFoundException',
  ],
  'a schedule that is not there': [
    ({ scheduler }) => scheduler.getSchedule({ Name: 'gone' }),
    'ResourceNotFoundException',
  ],
  'a page of 51 log groups': [({ logs }) => logs.describeLogGroups({ limit: 51 }), 'InvalidParameterException'],
  'streams of a group that is not there': [
    ({ logs }) => logs.describeLogStreams({ logGroupName: 'gone' }),
    'ResourceNotFoundException',
  ],
  'streams by prefix and by last event': [
    ({ logs }) =>
      logs.describeLogStreams({ logGroupName: '/ecs/api', logStreamNamePrefix: 'a', orderBy: 'LastEventTime' }),
    'InvalidParameterException',
  ],
  'a page of 11 scaling policies': [
    ({ applicationAutoscaling }) =>
      applicationAutoscaling.describeScalingPolicies({ ServiceNamespace: 'ecs', MaxResults: 11 }),
    'ValidationException',
  ],
  '51 Auto Scaling groups': [
    ({ autoscaling }) => autoscaling.describeAutoScalingGroups({ AutoScalingGroupNames: many(51) }),
    'ValidationError',
  ],
  'a page of 101 tagged resources': [
    ({ tagging }) => tagging.getResources({ ResourcesPerPage: 101 }),
    'InvalidParameterException',
  ],
  'an operation that is not simulated': [
    ({ ecs }) => ecs.listServicesByNamespace({ namespace: 'x' }),
    'UnknownOperationException',
  ],
}

test.each(Object.entries(refused))('%s is refused as AWS refuses it', async (_name, [ask, code]) => {
  await using simulated = await simulate()
  expect(await errorCode(ask(clientsOf(simulated.client())))).toBe(code)
  expect(await simulated.calls()).toMatchObject([{ code: expect.any(String), account: '111122223333' }])
})

const taken: Record<string, (clients: Clients) => Promise<object>> = {
  '100 clusters': ({ ecs }) => ecs.describeClusters({ clusters: many(100) }),
  '10 services': ({ ecs }) => ecs.describeServices({ cluster, services: many(10) }),
  '100 tasks': ({ ecs }) => ecs.describeTasks({ cluster, tasks: many(100) }),
  '20 service deployments': ({ ecs }) => ecs.describeServiceDeployments({ serviceDeploymentArns: many(20) }),
  '25 scanning configurations': ({ ecr }) => ecr.batchGetRepositoryScanningConfiguration({ repositoryNames: many(25) }),
  'a page of 1000 subnets': ({ ec2 }) => ec2.describeSubnets({ MaxResults: 1000 }),
}

test.each(Object.entries(taken))('%s are taken', async (_name, ask) => {
  await using simulated = await simulate()
  expect(await errorCode(ask(clientsOf(simulated.client())))).toBe('no error')
})
