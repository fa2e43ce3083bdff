import { capacityProvider, cluster, containerInstance, network, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { scalableTarget, subnet } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cap-multi-az.ts'

const inSubnets = (...subnets: string[]) => ({ awsvpcConfiguration: { ...network, subnets } })
const untagged = cluster({ tags: [] })
const critical = [{ key: 'criticality', value: 'critical' }]
const single = { networkConfiguration: inSubnets('subnet-a') }

/** Hosts of one provider, one for each zone letter. */
const hosts = (letters: string, over: Parameters<typeof containerInstance>[0] = {}) =>
  [...letters].map((letter, index) =>
    containerInstance({
      containerInstanceArn: id.arn('ecs', `container-instance/main/${index}${letter}`),
      ec2InstanceId: `i-${index}${letter}`,
      attributes: [{ name: 'ecs.availability-zone', value: `${id.region}${letter}` }],
      ...over,
    }),
  )
const ec2 = (letters: string, over: Parameters<typeof service>[0] = {}) => ({
  ...onEc2({ service: over }),
  containerInstances: hosts(letters),
})
const bridge = { networkConfiguration: undefined }

const managed = capacityProvider({
  name: 'managed',
  type: 'MANAGED_INSTANCES',
  autoScalingGroupProvider: undefined,
  managedInstancesProvider: {
    instanceLaunchTemplate: { networkConfiguration: { subnets: ['subnet-a', 'subnet-b'], securityGroups: ['sg-web'] } },
  },
})
const onManaged = (over: Parameters<typeof service>[0] = {}) => ({
  services: [
    service({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'managed', weight: 1 }], ...over }),
  ],
  capacityProviders: [managed],
})

testCheck(check, {
  pass: {
    'three zones': {},
    'exactly two: advice': {
      given: { services: [service({ networkConfiguration: inSubnets('subnet-a', 'subnet-b') })] },
      hint: 'Two zones',
    },
    'EC2, hosts in three zones': { given: ec2('abc') },
    'EC2 in bridge mode': { given: ec2('abc', bridge) },
    'EC2 by launch type: every host of the cluster counts': {
      given: {
        ...ec2('abc', { capacityProviderStrategy: undefined, launchType: 'EC2' }),
        containerInstances: hosts('abc', { capacityProviderName: undefined }),
      },
    },
    'Managed Instances, where its subnets and the provider’s meet': { given: onManaged(), hint: 'Two zones' },
    'not autoscaled': { given: { scalableTargets: [] } },
    'CODE_DEPLOY: the subnets stand in the task set': {
      given: {
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            deployments: [],
            networkConfiguration: undefined,
            taskSets: [taskSet()],
          }),
        ],
      },
    },
  },
  fail: {
    'a single zone behind a load balancer in tagged PROD: high': {
      given: { services: [service(single)] },
      message: 'zones',
      severity: 'high',
    },
    'two subnets of the same zone': {
      given: {
        services: [service({ networkConfiguration: inSubnets('subnet-a', 'subnet-b') })],
        subnets: [subnet('a'), subnet('b', { AvailabilityZone: `${id.region}x`, AvailabilityZoneId: 'euw1-aza' })],
      },
      message: 'zones',
      severity: 'high',
    },
    'PROD only assumed: medium': {
      given: { clusters: [untagged], services: [service(single)] },
      message: 'zones',
    },
    'no load balancer: medium': { given: { services: [service({ ...single, loadBalancers: [] })] }, message: 'zones' },
    'CRITICAL: high without a load balancer': {
      given: { clusters: [untagged], services: [service({ ...single, loadBalancers: [], tags: critical })] },
      message: 'zones',
      severity: 'high',
    },
    'EC2, all hosts in one zone': { given: ec2('aa'), message: 'zones', severity: 'high' },
    'EC2 awsvpc: subnets and hosts do not meet': {
      given: ec2('ab', { networkConfiguration: inSubnets('subnet-b', 'subnet-c') }),
      message: 'zones',
      severity: 'high',
    },
    'EC2: hosts of another provider do not count': {
      given: { ...ec2('a'), containerInstances: [...hosts('a'), ...hosts('xbc', { capacityProviderName: 'gpu' })] },
      message: 'zones',
      severity: 'high',
    },
    'EC2: draining hosts do not count': {
      given: { ...ec2('a'), containerInstances: [...hosts('a'), ...hosts('xbc', { status: 'DRAINING' })] },
      message: 'zones',
      severity: 'high',
    },
    'EC2 by launch type: Managed Instances do not count': {
      given: {
        ...ec2('a', { capacityProviderStrategy: undefined, launchType: 'EC2' }),
        containerInstances: [...hosts('a'), ...hosts('xbc', { capacityProviderName: 'managed' })],
        capacityProviders: [capacityProvider(), managed],
      },
      message: 'zones',
      severity: 'high',
    },
    'Managed Instances in one of its zones': {
      given: onManaged({ networkConfiguration: inSubnets('subnet-b', 'subnet-c') }),
      message: 'zones',
      severity: 'high',
    },
    'one task behind a load balancer': {
      given: { services: [service({ desiredCount: 1 })], scalableTargets: [] },
      message: 'replicas',
    },
    'autoscaling may go down to one task': {
      given: { scalableTargets: [scalableTarget({ MinCapacity: 1 })] },
      message: 'replicas',
    },
    'one task of a worker: a warning': {
      given: { services: [service({ desiredCount: 1, loadBalancers: [] })] },
      message: 'replicas',
      severity: 'low',
      confidence: 'heuristic',
    },
    'one task of a CRITICAL worker: high': {
      given: { services: [service({ desiredCount: 1, loadBalancers: [], tags: critical })] },
      message: 'replicas',
      severity: 'high',
    },
    'one task in one zone': {
      given: { services: [service({ ...single, desiredCount: 1 })] },
      message: ['zones', 'replicas'],
      severity: 'high',
    },
  },
  notApplicable: {
    staging: {
      given: {
        clusters: [cluster({ tags: [{ key: 'environment', value: 'staging' }] })],
        services: [service(single)],
      },
    },
    'a daemon': { given: onEc2({ service: { schedulingStrategy: 'DAEMON', capacityProviderStrategy: undefined } }) },
    'nothing wanted': { given: { services: [service({ ...single, desiredCount: 0 })] } },
    dormant: {
      given: { services: [service({ ...single, desiredCount: 0, runningCount: 0 })], tasks: [], scalableTargets: [] },
    },
    'ECS Anywhere': { given: { services: [service({ launchType: 'EXTERNAL', ...bridge })] } },
  },
  unknown: {
    'no PRIMARY task set yet': {
      given: {
        services: [service({ deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [] })],
        tasks: [],
      },
    },
  },
})
