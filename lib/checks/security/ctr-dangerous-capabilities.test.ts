import { withDaemon } from '../testing/daemons.ts'
import { container, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-dangerous-capabilities.ts'

const withParameters = (add: string[], devices: string[] = []) =>
  container({
    linuxParameters: {
      capabilities: { add, drop: [] },
      devices: devices.map((hostPath) => ({ hostPath, permissions: [] })),
      tmpfs: [],
    },
  })
const adding = (...add: string[]) => onEc2({ definition: { containerDefinitions: [withParameters(add)] } })
const device = (hostPath: string) => onEc2({ definition: { containerDefinitions: [withParameters([], [hostPath])] } })

testCheck(check, {
  pass: {
    'nothing is added': { given: onEc2() },
    'no Linux parameters at all': {
      given: onEc2({ definition: { containerDefinitions: [container({ linuxParameters: undefined })] } }),
    },
    'what Docker grants anyway': { given: adding('NET_BIND_SERVICE', 'CHOWN', 'CAP_SETUID') },
    'a GPU is allowed': { given: device('/dev/nvidia0') },
    'process namespace of the task': { given: onEc2({ definition: { pidMode: 'task' } }) },
  },
  fail: {
    'a daemon among the processes of its host': {
      given: withDaemon({}, { pidMode: 'shared' }),
      subject: id.daemonContainerId,
      message: 'namespace',
    },
    'SYS_ADMIN is critical': { given: adding('SYS_ADMIN'), message: 'takeover', severity: 'critical' },
    'ALL in lower case is critical': { given: adding('all'), message: 'takeover', severity: 'critical' },
    'the CAP_ prefix is read': { given: adding('CAP_SYS_PTRACE'), message: 'takeover' },
    'NET_ADMIN is medium': { given: adding('NET_ADMIN'), message: 'powerful', severity: 'medium' },
    'a host process namespace': { given: onEc2({ definition: { pidMode: 'host' } }), message: 'namespace' },
    'a host ipc namespace': { given: onEc2({ definition: { ipcMode: 'host' } }), message: 'namespace' },
    'a disk of the host': { given: device('/dev/sda1'), message: 'device' },
    'a disk behind an allowed folder': { given: device('/dev/infiniband/../sda1'), message: 'device' },
    'several reasons, the worst decides': {
      given: adding('NET_ADMIN', 'SYS_ADMIN'),
      message: ['powerful', 'takeover'],
      severity: 'critical',
    },
  },
  notApplicable: {
    Fargate: {
      given: { taskDefinitions: [taskDefinition({ containerDefinitions: [withParameters(['SYS_PTRACE'])] })] },
    },
    Windows: {
      given: onEc2({ definition: { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } } }),
    },
  },
})
