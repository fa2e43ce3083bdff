import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, service, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './log-driver-configured.ts'

const driver = (logDriver: string, options: Record<string, string> = {}): Partial<ContainerDefinition> => ({
  logConfiguration: { logDriver, options, redactedOptions: [], secretOptions: [] },
})
const none: Partial<ContainerDefinition> = { logConfiguration: undefined }
const onHost = (over: Partial<ContainerDefinition>) =>
  onEc2({ definition: { containerDefinitions: [container(over)] } })
const agentImage = 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.0'
const agentDefinition = taskDefinition({
  taskDefinitionArn: id.arn('ecs', 'task-definition/agent:1'),
  family: 'agent',
  revision: 1,
  containerDefinitions: [container({ name: 'agent', image: agentImage })],
})
const withAgent = (over: Partial<ContainerDefinition>, image = agentImage) => {
  const estate = onHost(over)
  const definition = { ...agentDefinition, containerDefinitions: [container({ name: 'agent', image })] }
  return {
    ...estate,
    taskDefinitions: [...estate.taskDefinitions, definition],
    services: [
      ...estate.services,
      service({
        serviceArn: id.arn('ecs', 'service/main/agent'),
        serviceName: 'agent',
        launchType: 'EC2',
        schedulingStrategy: 'DAEMON',
        taskDefinition: agentDefinition.taskDefinitionArn,
        deployments: [],
        loadBalancers: [],
      }),
    ],
  }
}
const app = id.containerId
const silent = {
  logStreams: [
    {
      streamKey: '/ecs/web:web/app/0a1b',
      logGroupName: '/ecs/web',
      logStreamName: 'web/app/0a1b',
      lastIngestionTime: id.daysAgo(2),
    },
  ],
}
const helper = (over: Partial<ContainerDefinition>) =>
  withContainers(container(), container({ name: 'helper', portMappings: [], ...over }))
const unprefixed = withContainers(container(driver('awslogs', { 'awslogs-group': '/ecs/web' })))

testCheck(check, {
  pass: {
    'a daemon with awslogs': { given: withDaemon(), subject: id.daemonContainerId },
    'awslogs that arrives': {},
    FireLens: { given: withContainers(container(driver('awsfirelens'))) },
    splunk: { given: withContainers(container(driver('splunk'))) },
    'a task younger than an hour has time': { given: { ...silent, tasks: [task({ startedAt: id.daysAgo(0.02) })] } },
    'another region is not looked at: advice': {
      given: withContainers(
        container(driver('awslogs', { 'awslogs-group': '/ecs/web', 'awslogs-region': 'us-east-1' })),
      ),
      hint: 'us-east-1',
    },
  },
  fail: {
    'a daemon without a driver': { given: withDaemon(none), subject: id.daemonContainerId, message: 'local' },
    'a daemon that ships what stays on the host': {
      given: withDaemon({ ...none, image: agentDefinition.containerDefinitions[0]?.image }),
      subject: id.daemonContainerId,
      message: 'agent',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'nothing on Fargate: output is lost': { given: withContainers(container(none)), message: 'absent' },
    'nothing on a host: output stays there': { given: onHost(none), message: 'local' },
    'json-file on a host': { given: onHost(driver('json-file')), message: 'local' },
    'journald on a host': { given: onHost(driver('journald')), message: 'local' },
    'a log agent may ship it': {
      given: withAgent(driver('json-file')),
      subject: app,
      message: 'agent',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'vectorizer is not vector: only whole words name a log agent': {
      given: withAgent(driver('json-file'), 'docker.io/acme/vectorizer:2'),
      subject: app,
      message: 'local',
    },
    'one good container does not excuse another': {
      given: helper(none),
      subject: `${id.familyId}#helper`,
      message: 'absent',
      severity: 'medium',
    },
    'a container that may stop: low': {
      given: helper({ ...none, essential: false }),
      subject: `${id.familyId}#helper`,
      message: 'absent',
      severity: 'low',
    },
    'the log group is gone': { given: { logGroups: [] }, message: 'noGroup' },
    'silent for a day': { given: silent, message: 'silent', confidence: 'heuristic', severity: 'medium' },
    'no stream prefix': { given: unprefixed, message: 'noPrefix', confidence: 'heuristic', severity: 'medium' },
  },
  unknown: {
    'the group is not in clear': { given: withContainers(container(driver('awslogs'))) },
  },
})
