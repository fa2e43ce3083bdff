import { imageConfig } from '../testing/account.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-non-root-user.ts'

const user = (name: string | undefined) => withContainers(container({ user: name }))
const config = (User: string | undefined) => ({
  ...user(undefined),
  imageConfigs: [imageConfig({ config: { User, hasHealthcheck: false, exposedPorts: [], startsShell: false } })],
})

testCheck(check, {
  pass: {
    'a daemon as an ordinary user': { given: withDaemon(), subject: id.daemonContainerId },
    'a daemon whose image names a user': { given: withDaemon({ user: undefined }), subject: id.daemonContainerId },
    'a numeric user': {},
    'a named user': { given: user('app') },
    'the image names the user': { given: config('app') },
    'group 0 alone is not root': { given: user('1001:0') },
    'by tag when no task reports a digest': {
      given: { ...config('app'), tasks: [task({ containers: [{ name: 'app', networkInterfaces: [] }] })] },
    },
  },
  fail: {
    'a daemon as root': { given: withDaemon({ user: '0' }), subject: id.daemonContainerId, message: 'rootUser' },
    'a daemon as root among the processes of its host': {
      given: withDaemon({ user: '0' }, { pidMode: 'shared' }),
      subject: id.daemonContainerId,
      message: 'rootUser',
      severity: 'high',
    },
    root: { given: user('root'), message: 'rootUser' },
    'the number 0': { given: user('0'), message: 'rootUser' },
    '0:0': { given: user('0:0'), message: 'rootUser' },
    'root:root': { given: user('root:root'), message: 'rootUser' },
    'root with another group': { given: user('0:1000'), message: 'rootUser' },
    'absent in both': { given: config(undefined), message: 'rootImage' },
    'the image says root': { given: config('root'), message: 'rootImage' },
    'host network makes it high': {
      given: onEc2({ definition: { networkMode: 'host', containerDefinitions: [container({ user: '0' })] } }),
      message: 'rootUser',
      severity: 'high',
    },
    'a shared process namespace makes it high': {
      given: onEc2({ definition: { pidMode: 'host', containerDefinitions: [container({ user: '0' })] } }),
      message: 'rootUser',
      severity: 'high',
    },
    'privileged makes it high': {
      given: onEc2({ definition: { containerDefinitions: [container({ user: '0', privileged: true })] } }),
      message: 'rootUser',
      severity: 'high',
    },
    'a writable host mount makes it high': {
      given: onEc2({
        definition: {
          volumes: [{ name: 'data', host: { sourcePath: '/data' } }],
          containerDefinitions: [
            container({ user: '0', mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
          ],
        },
      }),
      message: 'rootUser',
      severity: 'high',
    },
  },
  notApplicable: {
    Windows: {
      given: {
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
    },
  },
  unknown: {
    'no user, and the image is not ours to read': {
      given: withContainers(container({ user: undefined, image: 'docker.io/library/nginx:1.29' })),
    },
    'no user, and the configuration was not found': { given: { ...user(undefined), imageConfigs: [] } },
  },
})
