import { ecrImage, imageConfig } from '../testing/account.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, standaloneTask, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-non-root-user.ts'

const user = (name: string | undefined) => withContainers(container({ user: name }))
const running = (...digests: string[]) => ({
  tasks: digests.map((imageDigest, n) =>
    task({
      taskArn: id.arn('ecs', `task/main/0a1b${n}`),
      containers: [{ name: 'app', image: id.image, imageDigest, networkInterfaces: [] }],
    }),
  ),
})
const other = `sha256:${'b'.repeat(64)}`
const ofImage = (imageDigest: string, User: string) =>
  imageConfig({
    imageKey: `${id.repositoryArn}@${imageDigest}`,
    config: { User, hasHealthcheck: false, exposedPorts: [], startsShell: false },
  })
const moved = {
  ...user(undefined),
  ecrImages: [
    ecrImage({ imageTags: [] }),
    ecrImage({ imageKey: `${id.repositoryArn}@${other}`, imageDigest: other, imageTags: ['2026-11-20-4f1c'] }),
  ],
}
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
    'an empty user is none, and the image names one': { given: { ...config('app'), ...user('') } },
    'the image names the user': { given: config('app') },
    'group 0 alone is not root': { given: user('1001:0') },
    'the tag moved to an image as root, but what runs is the one before': {
      given: {
        ...moved,
        ...running(id.imageDigest),
        imageConfigs: [ofImage(id.imageDigest, 'app'), ofImage(other, '0')],
      },
    },
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
    'a group alone, which leaves the user root': { given: user(':1000'), message: 'rootUser' },
    'several zeros': { given: user('00'), message: 'rootUser' },
    'the image says root by number and group': { given: config('0:1000'), message: 'rootImage' },
    'a single task as root': {
      given: { ...user('0'), services: [], tasks: [standaloneTask()] },
      message: 'rootUser',
    },
    'root with another group': { given: user('0:1000'), message: 'rootUser' },
    'absent in both': { given: config(undefined), message: 'rootImage' },
    'the image says root': { given: config('root'), message: 'rootImage' },
    'the tag moved to a better image, but what runs is the one before': {
      given: {
        ...moved,
        ...running(id.imageDigest),
        imageConfigs: [ofImage(id.imageDigest, '0'), ofImage(other, 'app')],
      },
      message: 'rootImage',
    },
    'the tag moved between two tasks: one of them is root': {
      given: {
        ...moved,
        ...running(other, id.imageDigest),
        imageConfigs: [ofImage(id.imageDigest, '0'), ofImage(other, 'app')],
      },
      message: 'rootImage',
    },
    'one of two running images is root, the other could not be read': {
      given: { ...moved, ...running(other, id.imageDigest), imageConfigs: [ofImage(id.imageDigest, '0')] },
      gaps: [
        {
          section: 'imageConfigs',
          region: id.region,
          action: 'ecr:BatchGetImage',
          reason: 'throttled',
          resource: `${id.repositoryArn}@${other}`,
        },
      ],
      message: 'rootImage',
    },
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
    'a host mount that can only be read leaves it at medium': {
      given: onEc2({
        definition: {
          volumes: [{ name: 'data', host: { sourcePath: '/data' } }],
          containerDefinitions: [
            container({
              user: '0',
              mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly: true }],
            }),
          ],
        },
      }),
      message: 'rootUser',
    },
    'a writable path of the host, bound by the local driver, makes it high': {
      given: onEc2({
        definition: {
          volumes: [
            {
              name: 'data',
              dockerVolumeConfiguration: { driverOpts: [], bind: { device: '/data', readOnly: false } },
            },
          ],
          containerDefinitions: [
            container({ user: '0', mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
          ],
        },
      }),
      message: 'rootUser',
      severity: 'high',
    },
    'a path that is bound read-only leaves it at medium': {
      given: onEc2({
        definition: {
          volumes: [
            { name: 'data', dockerVolumeConfiguration: { driverOpts: [], bind: { device: '/data', readOnly: true } } },
          ],
          containerDefinitions: [
            container({ user: '0', mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
          ],
        },
      }),
      message: 'rootUser',
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
    'no user, and the image of another account': {
      given: withContainers(
        container({ user: undefined, image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` }),
      ),
    },
    'one of two running images was deleted from the registry': {
      given: { ...moved, ...running(other, id.imageDigest), imageConfigs: [ofImage(other, 'app')] },
    },
    'no user, and the configuration was not found': { given: { ...user(undefined), imageConfigs: [] } },
  },
})
