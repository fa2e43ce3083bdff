import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { imageConfig } from '../testing/account.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-no-host-mode.ts'

const host = (over: Partial<TaskDefinition> = {}, service: Parameters<typeof onEc2>[0] = {}) =>
  onEc2({ ...service, definition: { networkMode: 'host', ...over } })
const one = (over: Parameters<typeof container>[0]) => ({ containerDefinitions: [container(over)] })
const daemon = { service: { schedulingStrategy: 'DAEMON', capacityProviderStrategy: undefined } }

testCheck(check, {
  pass: {
    awsvpc: { given: onEc2() },
    'absent means bridge': { given: onEc2({ definition: { networkMode: undefined } }) },
  },
  fail: {
    'host mode as an ordinary user': { given: host(), message: 'host' },
    'as root: high': { given: host(one({ user: '0:0' })), message: 'hostAsRoot', severity: 'high' },
    'the image names no user: high': {
      given: {
        ...host(one({ user: undefined })),
        imageConfigs: [imageConfig({ config: { hasHealthcheck: false, exposedPorts: [], startsShell: false } })],
      },
      message: 'hostAsRoot',
      severity: 'high',
    },
    'privileged in a replica service: high': {
      given: host(one({ privileged: true })),
      message: 'hostPrivileged',
      severity: 'high',
    },
    'a node agent (DAEMON): low': { given: host({}, daemon), message: 'host', severity: 'low' },
    'a privileged node agent stays low': {
      given: host(one({ privileged: true }), daemon),
      message: 'host',
      severity: 'low',
    },
    'ECS Anywhere knows no awsvpc: low': {
      given: host(
        {},
        { service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined }, task: { launchType: 'EXTERNAL' } },
      ),
      message: 'host',
      severity: 'low',
    },
  },
  notApplicable: {
    'a daemon has none': { given: withDaemon(), subject: id.daemonFamilyId, reason: 'daemon' },
    Fargate: {},
    Windows: { given: host({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }) },
  },
})
