import { imageConfig } from '../testing/account.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, service, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-drop-capabilities.ts'

const linux = (drop: string[]) => ({ capabilities: { add: [], drop }, devices: [], tmpfs: [] })
const one = (over: Parameters<typeof container>[0]) => withContainers(container(over))
const root = (drop: string[] | undefined, user = 'root') =>
  container({ user, linuxParameters: drop ? linux(drop) : undefined })
const onHost = (it: ReturnType<typeof container>) => onEc2({ definition: { containerDefinitions: [it] } })
const worst = ['NET_RAW', 'MKNOD', 'SETFCAP', 'SETPCAP', 'SYS_CHROOT']
const ofImage = (User?: string) => ({
  ...one({ user: undefined, linuxParameters: undefined }),
  imageConfigs: [imageConfig({ config: { User, hasHealthcheck: false, exposedPorts: [], startsShell: false } })],
})

testCheck(check, {
  pass: {
    'ALL dropped': {},
    'all dropped, in small letters, as root': { given: withContainers(root(['all'])) },
    'the worst dropped, as root': { given: withContainers(root(worst)), hint: 'drop ALL' },
    'the worst dropped, with their prefix': {
      given: withContainers(root(worst.map((it) => `CAP_${it}`))),
      hint: 'drop ALL',
    },
    'nothing dropped, as an ordinary user': { given: one({ linuxParameters: undefined }), hint: 'ordinary user' },
    'nothing dropped, the image names an ordinary user': { given: ofImage('10001'), hint: 'ordinary user' },
  },
  fail: {
    'nothing dropped, as root on Fargate': { given: withContainers(root(undefined)), message: 'kept' },
    'nothing dropped, as 0:0': { given: withContainers(root([], '0:0')), message: 'kept' },
    'some of the worst dropped, as root': { given: withContainers(root(['NET_RAW', 'MKNOD'])), message: 'kept' },
    'nothing dropped, and the image names no user': { given: ofImage(undefined), message: 'kept' },
    'as root on ECS Anywhere': {
      given: { ...onHost(root([])), services: [service({ launchType: 'EXTERNAL' })], tasks: [] },
      message: 'kept',
    },
    'all but one of the worst dropped': { given: withContainers(root(worst.slice(1))), message: 'kept' },
    'a daemon as root': {
      given: withDaemon({ user: '0', linuxParameters: undefined }),
      subject: id.daemonContainerId,
      message: 'kept',
    },
    'as root on EC2: medium': { given: onHost(root([])), message: 'kept', severity: 'medium' },
  },
  notApplicable: {
    'a privileged container, for which drops do not count': { given: onHost(container({ privileged: true })) },
    Windows: {
      given: {
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
    },
  },
  unknown: {
    'an image of another registry without a user': {
      given: one({ user: undefined, linuxParameters: undefined, image: 'docker.io/library/nginx:1.27' }),
    },
  },
})
