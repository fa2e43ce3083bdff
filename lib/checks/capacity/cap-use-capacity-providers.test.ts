import { capacityProvider, cluster, containerInstance, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cap-use-capacity-providers.ts'

const strategy = (name: string) => [{ capacityProvider: name, weight: 1 }]
const onProvider = (name: string) => ({
  services: [service({ launchType: undefined, capacityProviderStrategy: strategy(name) })],
})
const loose = { host: { capacityProviderName: undefined } }
const byLaunchType = { capacityProviderStrategy: undefined, launchType: 'EC2' }
const external = containerInstance({ ec2InstanceId: 'mi-0a1b', capacityProviderName: undefined })
const batch = id.arn('ecs', 'cluster/AWSBatch-jobs')
const controlled = (type: string, set: Parameters<typeof taskSet>[0]) =>
  onEc2({
    service: {
      deploymentController: { type },
      deployments: [],
      capacityProviderStrategy: undefined,
      taskSets: [taskSet({ launchType: undefined, ...set })],
    },
  })

testCheck(check, {
  pass: {
    'Fargate by strategy': { given: onProvider('FARGATE_SPOT') },
    'Fargate by launch type: advice': { hint: 'Fargate Spot' },
    'the same where the cluster has no providers at all': {
      given: { clusters: [cluster({ capacityProviders: [] })] },
      hint: 'Fargate Spot',
    },
    'EC2 by strategy': { given: onEc2() },
    'EC2 by a provider’s ARN': {
      given: onEc2({ service: { capacityProviderStrategy: strategy(id.arn('ecs', 'capacity-provider/hosts')) } }),
    },
    'the cluster’s default strategy is a strategy too': {
      given: onEc2({
        service: { capacityProviderStrategy: undefined },
        cluster: { defaultCapacityProviderStrategy: strategy('hosts') },
      }),
    },
    'a daemon cannot have a strategy': { given: onEc2({ service: { ...byLaunchType, schedulingStrategy: 'DAEMON' } }) },
    'a draining loose instance is on its way out': {
      given: onEc2({ host: { capacityProviderName: undefined, status: 'DRAINING' } }),
    },
    'ECS Anywhere': {
      given: { services: [service({ launchType: 'EXTERNAL' })], containerInstances: [external], tasks: [] },
    },
    'Managed Instances': {
      given: {
        ...onProvider('managed'),
        containerInstances: [containerInstance({ capacityProviderName: 'managed' })],
        capacityProviders: [
          capacityProvider({
            name: 'managed',
            type: 'MANAGED_INSTANCES',
            autoScalingGroupProvider: undefined,
            managedInstancesProvider: {},
          }),
        ],
      },
    },
    'CODE_DEPLOY: the strategy stands in the task set': {
      given: controlled('CODE_DEPLOY', { capacityProviderStrategy: strategy('hosts') }),
    },
  },
  fail: {
    'a loose instance': { given: onEc2(loose), message: 'instances' },
    'more loose instances than are named': {
      given: {
        ...onEc2(),
        containerInstances: [1, 2, 3, 4].map((each) =>
          containerInstance({
            containerInstanceArn: id.arn('ecs', `container-instance/main/${each}`),
            ec2InstanceId: `i-${each}`,
            capacityProviderName: undefined,
          }),
        ),
      },
      message: 'instances',
    },
    'a service by launch type EC2': { given: onEc2({ service: byLaunchType }), message: 'service' },
    'neither launch type nor strategy means EC2': {
      given: onEc2({ service: { capacityProviderStrategy: undefined } }),
      message: 'service',
    },
    'loose instances and a service on them': {
      given: onEc2({ ...loose, service: byLaunchType }),
      message: ['instances', 'service'],
    },
    'EXTERNAL controller, task set by launch type': {
      given: controlled('EXTERNAL', { launchType: 'EC2' }),
      message: 'service',
    },
    'loose instances without any service': {
      given: { ...onEc2(loose), services: [], tasks: [] },
      message: 'instances',
    },
  },
  notApplicable: {
    'an empty cluster': { given: { clusters: [cluster()], services: [], tasks: [] } },
    'a cluster of AWS Batch': {
      given: {
        clusters: [cluster({ clusterArn: batch, clusterName: 'AWSBatch-jobs' })],
        services: [],
        tasks: [],
        containerInstances: [containerInstance({ clusterArn: batch, capacityProviderName: undefined })],
      },
      reason: 'Batch',
    },
  },
  unknown: {
    'no PRIMARY task set yet': {
      given: {
        services: [service({ deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [] })],
        tasks: [],
      },
      reason: 'PRIMARY',
    },
    'services that could not be listed': {
      given: { services: [], tasks: [] },
      gaps: [
        {
          section: 'services',
          region: id.region,
          within: id.clusterArn,
          action: 'ecs:ListServices',
          reason: 'denied',
        },
      ],
      subject: id.clusterArn,
    },
  },
})
