import type { Volume } from '#lib/inventory/types/task-definition.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, service, standaloneTask, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { loadBalancer } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-no-privileged.ts'

const internal = { loadBalancers: [loadBalancer({ Scheme: 'internal' })] }
const privileged = onEc2({ definition: { containerDefinitions: [container({ privileged: true })] } })
const mounting = (sourcePath: string) => withVolume({ host: { sourcePath } })
const binding = (device: string, readOnly = false) =>
  withVolume({ dockerVolumeConfiguration: { driver: 'local', driverOpts: [], bind: { device, readOnly } } })
const withVolume = (volume: Omit<Volume, 'name'>) =>
  onEc2({
    definition: {
      volumes: [{ name: 'host', ...volume }],
      containerDefinitions: [container({ mountPoints: [{ sourceVolume: 'host', containerPath: '/host' }] })],
    },
  })

testCheck(check, {
  pass: {
    'a daemon without': { given: withDaemon(), subject: id.daemonContainerId },
    'absent means not privileged': { given: onEc2() },
    'a part of /etc that tells nothing': { given: mounting('/etc/ssl/certs') },
    'a folder with a similar name': { given: mounting('/var/lib/docker-data') },
    'privileged false': { given: onEc2({ definition: { containerDefinitions: [container({ privileged: false })] } }) },
    'a harmless host path': { given: mounting('/data/cache') },
    'a harmless host path that the local driver binds': { given: binding('/data/cache') },
    'a volume that Docker keeps itself': {
      given: withVolume({ dockerVolumeConfiguration: { driver: 'local', driverOpts: [] } }),
    },
    'log files of other containers, as log agents read them': { given: mounting('/var/lib/docker/containers') },
    'a sensitive volume that this container does not mount': {
      given: onEc2({ definition: { volumes: [{ name: 'host', host: { sourcePath: '/' } }] } }),
    },
  },
  fail: {
    'a privileged daemon': {
      given: withDaemon({ privileged: true }),
      subject: id.daemonContainerId,
      message: 'privileged',
    },
    'privileged behind an internal balancer': { given: { ...privileged, ...internal }, message: 'privileged' },
    'facing the internet makes it critical': { given: privileged, message: 'privileged', severity: 'critical' },
    'the docker socket is as good': {
      given: { ...mounting('/var/run/docker.sock'), ...internal },
      message: 'hostMount',
    },
    'the whole host file system': { given: { ...mounting('/'), ...internal }, message: 'hostMount' },
    'the docker socket, bound by the local driver': {
      given: { ...binding('/var/run/docker.sock'), ...internal },
      message: 'hostMount',
    },
    'the whole host file system, bound read-only by the local driver': {
      given: { ...binding('/', true), ...internal },
      message: 'hostMount',
    },
    '/etc, with slashes to spare': {
      given: { ...mounting('//etc/'), ...internal },
      message: 'hostMount',
    },
    'a folder that holds the socket': { given: { ...mounting('/var/run'), ...internal }, message: 'hostMount' },
    'the files of other containers': {
      given: { ...mounting('/var/lib/docker/overlay2'), ...internal },
      message: 'hostMount',
    },
    'the root of the first process': { given: { ...mounting('/proc/1/root'), ...internal }, message: 'hostMount' },
    'a way back up': { given: { ...mounting('/data/../etc/.'), ...internal }, message: 'hostMount' },
    containerd: { given: { ...mounting('/run/containerd/containerd.sock'), ...internal }, message: 'hostMount' },
    'a volume of the container beside it': {
      given: {
        ...onEc2({
          definition: {
            volumes: [{ name: 'host', host: { sourcePath: '/var/run/docker.sock' } }],
            containerDefinitions: [
              container({ volumesFrom: [{ sourceContainer: 'side', readOnly: true }] }),
              container({
                name: 'side',
                volumesFrom: [{ sourceContainer: 'app' }],
                mountPoints: [{ sourceVolume: 'host', containerPath: '/host' }],
              }),
            ],
          },
        }),
        ...internal,
      },
      subject: id.containerId,
      message: 'hostMount',
    },
    'privileged on ECS Anywhere': {
      given: {
        ...privileged,
        ...internal,
        services: [service({ launchType: 'EXTERNAL' })],
        tasks: [],
      },
      message: 'privileged',
    },
    'a single task is privileged': {
      given: { ...privileged, services: [], tasks: [standaloneTask({ launchType: 'EC2' })] },
      message: 'privileged',
    },
    'state of the ECS agent': { given: { ...mounting('/var/lib/ecs/data'), ...internal }, message: 'hostMount' },
  },
  notApplicable: {
    'Fargate refuses it': {
      given: { taskDefinitions: [taskDefinition({ containerDefinitions: [container({ privileged: true })] })] },
    },
    'Windows that only its hosts tell': {
      given: onEc2({
        definition: { runtimePlatform: undefined, containerDefinitions: [container({ privileged: true })] },
        host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] },
      }),
    },
    Windows: {
      given: onEc2({ definition: { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } } }),
    },
  },
})
