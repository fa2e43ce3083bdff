import { coverage } from '../testing/audit.ts'
import { capacityProvider, container, containerInstance, task, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import { env } from '../testing/values.ts'
import check from './rt-runtime-defense.ts'

const none = { guardDutyDetectors: [], guardDutyCoverage: [] }
const agent = (image: string, environment = env({})) => ({
  taskDefinitions: [
    taskDefinition({ containerDefinitions: [container(), container({ name: 'agent', image, environment })] }),
  ],
})
const host = (over: object = {}) =>
  coverage({
    ResourceId: 'host',
    ResourceType: 'EC2',
    EcsClusterName: undefined,
    Ec2ClusterArn: id.clusterArn,
    Ec2InstanceId: 'i-host',
    ...over,
  })
const managed = {
  ...onEc2(),
  ...none,
  autoScalingGroups: [],
  capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
  tasks: [
    task({
      launchType: undefined,
      capacityProviderName: 'hosts',
      containerInstanceArn: containerInstance().containerInstanceArn,
    }),
  ],
}
const daemon = (image: string) => [
  {
    daemonArn: id.arn('ecs', 'daemon/main/agent'),
    clusterArn: id.clusterArn,
    status: 'ACTIVE',
    currentRevisions: [{ arn: 'r', capacityProviderArns: [], containerImages: [{ containerName: 'agent', image }] }],
  },
]
const revision = {
  serviceRevisionArn: id.arn('ecs', 'service-revision/main/web/1'),
  serviceArn: id.serviceArn,
  guardDutyEnabled: false,
  containerImages: [],
}

testCheck(check, {
  pass: {
    'GuardDuty covers the cluster': {},
    'hosts are covered too, with an agent of their own': {
      given: { ...onEc2(), guardDutyCoverage: [coverage(), host({ ManagementType: 'MANUAL' })] },
    },
    'a sidecar of another make': { given: { ...none, ...agent('falcosecurity/falco:0.41') } },
    'Datadog with Workload Protection': {
      given: { ...none, ...agent('datadog/agent:7', env({ DD_RUNTIME_SECURITY_CONFIG_ENABLED: 'true' })) },
    },
    'tasks from before it was switched on are advice': { given: { serviceRevisions: [revision] }, hint: 'redeploy' },
    'a daemon on Managed Instances': { given: { ...managed, daemons: daemon('sysdig/agent:13') } },
  },
  fail: {
    'neither GuardDuty nor another agent': { given: none, message: 'uncovered' },
    'GuardDuty does not cover this cluster': {
      given: { guardDutyCoverage: [coverage({ EcsClusterName: 'other' })] },
      message: 'uncovered',
    },
    'Datadog without Workload Protection': { given: { ...none, ...agent('datadog/agent:7') }, message: 'uncovered' },
    'coverage is not healthy': {
      given: { guardDutyCoverage: [coverage({ CoverageStatus: 'UNHEALTHY', Issue: 'Agent exited' })] },
      message: 'unhealthy',
    },
    'a host without coverage': { given: onEc2(), message: 'host' },
    'a host whose agent does not report': {
      given: { ...onEc2(), guardDutyCoverage: [coverage(), host({ CoverageStatus: 'UNHEALTHY', Issue: 'Silent' })] },
      message: 'host',
    },
    'Managed Instances without any agent': {
      given: managed,
      message: 'outside',
      severity: 'low',
      confidence: 'heuristic',
    },
    'ECS Anywhere without any agent': {
      given: { tasks: [task({ launchType: 'EXTERNAL' })] },
      message: 'outside',
      severity: 'low',
      confidence: 'heuristic',
    },
  },
  notApplicable: {
    'Windows tasks': { given: { tasks: [task({ platformFamily: 'Windows_Server_2022_Core' })] } },
    'nothing runs': { given: { tasks: [] } },
  },
})
