import { withDaemon } from '../testing/daemons.ts'
import { container, service, task, taskDefinition } from '../testing/ecs.ts'
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

const takeover = [
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_BOOT',
  'SYS_TIME',
  'SYSLOG',
  'DAC_READ_SEARCH',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'AUDIT_CONTROL',
]
const powerful = ['SYS_RESOURCE', 'LINUX_IMMUTABLE', 'IPC_OWNER']
/** What Docker grants without being asked. */
const granted = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
  'AUDIT_WRITE',
]
const each = <T>(names: readonly string[], fact: string, it: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [`${name} ${fact}`, it(name)]))

testCheck(check, {
  pass: {
    'nothing is added': { given: onEc2() },
    'no Linux parameters at all': {
      given: onEc2({ definition: { containerDefinitions: [container({ linuxParameters: undefined })] } }),
    },
    'all that Docker grants anyway': { given: adding(...granted) },
    'a device that the organization allows': {
      given: device('/dev/kvm'),
      policy: { allowedDevices: ['/dev/kvm'] },
    },
    ...each(['/dev/fuse', '/dev/net/tun', '/dev/neuron3', '/dev/infiniband/uverbs0'], 'is allowed', (path) => ({
      given: device(path),
    })),
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
    ...each(takeover, 'is a takeover', (name) => ({
      given: adding(name),
      message: 'takeover',
      severity: 'high' as const,
    })),
    ...each(powerful, 'is medium', (name) => ({
      given: adding(name),
      message: 'powerful',
      severity: 'medium' as const,
    })),
    'with its prefix in lower case': { given: adding('cap_sys_admin'), message: 'takeover', severity: 'critical' },
    'on ECS Anywhere': {
      given: { ...adding('SYS_TIME'), services: [service({ launchType: 'EXTERNAL' })], tasks: [] },
      message: 'takeover',
    },
    'the second of two revisions in use': {
      given: {
        ...onEc2(),
        taskDefinitions: [
          taskDefinition({ requiresCompatibilities: ['EC2'] }),
          taskDefinition({
            taskDefinitionArn: `${id.familyId}:2`,
            revision: 2,
            status: 'INACTIVE',
            containerDefinitions: [withParameters(['SYS_TIME'])],
          }),
        ],
        tasks: [...onEc2().tasks, task({ launchType: 'EC2', taskDefinitionArn: `${id.familyId}:2` })],
      },
      message: 'takeover',
    },
    'a device whose name only begins like an allowed one': { given: device('/dev/fuse2'), message: 'device' },
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
