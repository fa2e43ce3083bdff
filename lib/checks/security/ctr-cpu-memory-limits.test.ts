import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, task } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-cpu-memory-limits.ts'

const windows = { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }
const unlimited = { cpu: undefined, memory: undefined }
const on = (definition: Partial<TaskDefinition>) => ({ given: onEc2({ definition }) })
const one = (over: Parameters<typeof container>[0]) => ({ containerDefinitions: [container(over)] })

testCheck(check, {
  pass: {
    'limits on the task': on({}),
    'a hard limit on every container': on({ ...unlimited, ...one({ memory: 512, cpu: 256 }) }),
    'no CPU value on Linux is advice': {
      ...on({ ...unlimited, ...one({ memory: 512, cpu: 0 }) }),
      hint: 'no CPU share',
    },
    'a container that is not essential needs no CPU value': {
      ...on({
        ...unlimited,
        containerDefinitions: [container(), container({ name: 'side', essential: false, cpu: undefined })],
      }),
    },
    'Windows with container values': on({ ...windows, ...one({ memory: 512, cpu: 256 }) }),
    'every task runs with a memory override': {
      given: {
        ...onEc2({
          definition: { ...unlimited, ...one({ memory: undefined }) },
          service: { taskDefinition: 'none', deployments: [] },
        }),
        tasks: [task({ launchType: 'EC2', overrides: { memory: '512', containerOverrides: [] } })],
      },
    },
    'every task runs with limits for its container or for itself': {
      given: {
        ...onEc2({
          definition: { ...unlimited, ...one({ cpu: undefined, memory: undefined }) },
          service: { taskDefinition: 'none', deployments: [] },
        }),
        tasks: [
          task({
            launchType: 'EC2',
            overrides: { containerOverrides: [{ name: 'app', cpu: 256, memory: 512, environment: [] }] },
          }),
          task({
            launchType: 'EC2',
            taskArn: id.arn('ecs', 'task/main/2'),
            overrides: { cpu: '256', memory: '512', containerOverrides: [] },
          }),
        ],
      },
    },
  },
  fail: {
    'one of two containers has no limit': {
      ...on({ ...unlimited, containerDefinitions: [container(), container({ name: 'side', memory: undefined })] }),
      message: 'memory',
    },
    'the override is another container’s': {
      given: {
        ...onEc2({
          definition: { ...unlimited, ...one({ memory: undefined }) },
          service: { taskDefinition: 'none', deployments: [] },
        }),
        tasks: [
          task({
            launchType: 'EC2',
            overrides: { containerOverrides: [{ name: 'side', memory: 512, environment: [] }] },
          }),
        ],
      },
      message: 'memory',
    },
    'one of two tasks runs without a memory override': {
      given: {
        ...onEc2({
          definition: { ...unlimited, ...one({ memory: undefined }) },
          service: { taskDefinition: 'none', deployments: [] },
        }),
        tasks: [
          task({ launchType: 'EC2', overrides: { memory: '512', containerOverrides: [] } }),
          task({ launchType: 'EC2', taskArn: id.arn('ecs', 'task/main/2') }),
        ],
      },
      message: 'memory',
    },
    'ECS Anywhere': {
      given: {
        ...onEc2({ definition: { ...unlimited, ...one({ memory: undefined }) }, service: { launchType: 'EXTERNAL' } }),
        tasks: [],
      },
      message: 'memory',
    },
    'a daemon of Managed Instances': {
      given: withDaemon({ memory: undefined, memoryReservation: 64 }, unlimited),
      subject: id.daemonFamilyId,
      message: 'reservation',
    },
    'no limit anywhere': { ...on({ ...unlimited, ...one({ memory: undefined }) }), message: 'memory' },
    'a reservation is no limit': {
      ...on({ ...unlimited, ...one({ memory: undefined, memoryReservation: 256 }) }),
      message: 'reservation',
    },
    'zero is no limit': { ...on({ ...unlimited, ...one({ memory: 0 }) }), message: 'memory' },
    'task values are ignored on Windows hosts': {
      ...on({ ...windows, ...one({ memory: undefined }) }),
      message: 'memory',
    },
    'Windows containers need a CPU value': { ...on({ ...windows, ...one({ memory: 512, cpu: 0 }) }), message: 'cpu' },
  },
  notApplicable: { Fargate: {} },
})
