import { daemon, withDaemon } from '../testing/daemons.ts'
import { container, service, standaloneTask, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-readonly-rootfs.ts'

const writable = container({ readonlyRootFilesystem: false })
const sidecar = container({ name: 'router', readonlyRootFilesystem: undefined })

testCheck(check, {
  pass: {
    'a daemon with a read-only root': { given: withDaemon(), subject: id.daemonContainerId },
    'the root is read-only': {},
    'an accepted image': {
      given: withContainers(container({ image: 'corp/router:1', readonlyRootFilesystem: false })),
      policy: { writableSidecars: ['corp/router'] },
      hint: 'as the policy allows',
    },
    'an accepted sidecar': {
      given: withContainers(sidecar),
      policy: { writableSidecars: ['router'] },
      hint: 'as the policy allows',
    },
  },
  fail: {
    'a daemon that can write': {
      given: withDaemon({ readonlyRootFilesystem: false }),
      subject: id.daemonContainerId,
      message: 'writable',
    },
    'a daemon that people enter': {
      given: {
        ...withDaemon({ readonlyRootFilesystem: false }),
        daemons: [daemon({}, { enableExecuteCommand: true })],
      },
      subject: id.daemonContainerId,
      message: 'exec',
    },
    'the root is writable': { given: withContainers(writable), message: 'writable' },
    'a name that only begins like an accepted one': {
      given: withContainers(container({ image: 'corp/routers:1', readonlyRootFilesystem: false })),
      policy: { writableSidecars: ['router'] },
      message: 'writable',
    },
    'a single task': {
      given: { ...withContainers(writable), services: [], tasks: [standaloneTask()] },
      message: 'writable',
    },
    'absent means writable': {
      given: withContainers(container({ readonlyRootFilesystem: undefined })),
      message: 'writable',
    },
    'one good container does not excuse another': {
      given: withContainers(container(), sidecar),
      subject: `${id.familyId}#router`,
      message: 'writable',
    },
    'ECS Exec needs a writable root: both are named': {
      given: { ...withContainers(writable), services: [service({ enableExecuteCommand: true })] },
      message: 'exec',
    },
    'an INACTIVE revision that still runs is judged': {
      given: { taskDefinitions: [taskDefinition({ status: 'INACTIVE', containerDefinitions: [writable] })] },
      message: 'writable',
    },
    'the worse of two revisions in use counts': {
      given: {
        taskDefinitions: [
          taskDefinition(),
          taskDefinition({ taskDefinitionArn: `${id.familyId}:2`, revision: 2, containerDefinitions: [writable] }),
        ],
        services: [
          service({
            deployments: [
              {
                id: 'a',
                status: 'PRIMARY',
                taskDefinition: id.taskDefinitionArn,
                desiredCount: 2,
                runningCount: 1,
                pendingCount: 0,
              },
              {
                id: 'b',
                status: 'ACTIVE',
                taskDefinition: `${id.familyId}:2`,
                desiredCount: 2,
                runningCount: 1,
                pendingCount: 0,
              },
            ],
          }),
        ],
      },
      message: 'writable',
    },
  },
  notApplicable: {
    Windows: {
      given: {
        taskDefinitions: [
          taskDefinition({
            runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' },
            containerDefinitions: [writable],
          }),
        ],
      },
    },
  },
})
