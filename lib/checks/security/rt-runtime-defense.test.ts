import { coverage, detector } from '../testing/audit.ts'
import { daemon, daemonTaskDefinition } from '../testing/daemons.ts'
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
/** A daemon on the managed instances of the provider named. */
const watched = (
  image: string,
  {
    provider = 'hosts',
    environment = env({}),
    running = 2,
  }: { provider?: string; environment?: ReturnType<typeof env>; running?: number } = {},
) => ({
  ...managed,
  daemons: [
    daemon({}, { capacityProviderArns: [id.arn('ecs', `capacity-provider/${provider}`)], totalRunningCount: running }),
  ],
  daemonTaskDefinitions: [daemonTaskDefinition({}, { image, environment })],
})
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
    'a daemon on Managed Instances': { given: watched('sysdig/agent:13') },
    'a daemon service of another make on every host': {
      given: {
        ...onEc2(),
        ...none,
        tasks: [
          ...onEc2().tasks,
          task({
            taskArn: id.arn('ecs', 'task/main/agent'),
            taskDefinitionArn: id.arn('ecs', 'task-definition/agent:1'),
            group: 'service:agent',
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
          }),
        ],
        taskDefinitions: [
          ...onEc2().taskDefinitions,
          taskDefinition({
            taskDefinitionArn: id.arn('ecs', 'task-definition/agent:1'),
            family: 'agent',
            containerDefinitions: [container({ name: 'agent', image: 'falcosecurity/falco:0.41' })],
          }),
        ],
      },
    },
    'an agent that nothing manages, whatever the switches say': {
      given: {
        guardDutyDetectors: [
          detector({ Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED', AdditionalConfiguration: [] }] }),
        ],
      },
    },
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
    'runtime monitoring was switched off': {
      given: {
        guardDutyDetectors: [
          detector({ Features: [{ Name: 'RUNTIME_MONITORING', Status: 'DISABLED', AdditionalConfiguration: [] }] }),
        ],
      },
      message: 'uncovered',
    },
    'GuardDuty is suspended': {
      given: { guardDutyDetectors: [detector({ Status: 'DISABLED' })] },
      message: 'uncovered',
    },
    'a host without coverage on which nothing runs yet': {
      given: {
        ...onEc2(),
        containerInstances: [
          containerInstance(),
          containerInstance({
            containerInstanceArn: id.arn('ecs', 'container-instance/main/idle'),
            ec2InstanceId: 'i-idle',
          }),
        ],
        guardDutyCoverage: [coverage(), host()],
      },
      message: 'host',
    },
    'an application that is called like an agent': {
      given: {
        ...none,
        taskDefinitions: [
          taskDefinition({ containerDefinitions: [container({ name: 'aqua', image: 'corp/aquarium:1' })] }),
        ],
      },
      message: 'uncovered',
    },
    'a database tool that is called like an agent': {
      given: { ...none, ...agent('prismagraphql/prisma:1') },
      message: 'uncovered',
    },
    'a daemon of other Managed Instances': {
      given: watched('sysdig/agent:13', { provider: 'others' }),
      message: 'outside',
      severity: 'low',
      confidence: 'heuristic',
    },
    'a daemon that does not run': {
      given: watched('sysdig/agent:13', { running: 0 }),
      message: 'outside',
      severity: 'low',
      confidence: 'heuristic',
    },
    'Datadog as a daemon without Workload Protection': {
      given: watched('datadog/agent:7'),
      message: 'outside',
      severity: 'low',
      confidence: 'heuristic',
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
