import { withDaemon } from '../testing/daemons.ts'
import { container, task, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-image-reference-pinned.ts'

const repository = `${id.account}.dkr.ecr.${id.region}.amazonaws.com/web`
const named = (image: string, over: Parameters<typeof container>[0] = {}) =>
  withContainers(container({ image, ...over }))
const running = (taskId: string, imageDigest: string, startedBy = 'ecs-svc/1') =>
  task({
    taskArn: id.arn('ecs', `task/main/${taskId}`),
    startedBy,
    containers: [{ name: 'app', imageDigest, networkInterfaces: [] }],
  })
const other = `sha256:${'b'.repeat(64)}`

testCheck(check, {
  pass: {
    'a daemon by release tag': { given: withDaemon(), subject: id.daemonContainerId },
    'a release tag': {},
    'a minor version is no major one': { given: named('nginx:1.27') },
    'a date is no major version': { given: named(`${repository}:20261120`) },
    'two tasks of their own may run two images': {
      given: {
        services: [],
        tasks: [running('1', id.imageDigest), running('2', other)].map((one) => ({ ...one, group: 'family:web' })),
      },
    },
    'a digest': { given: named(`${repository}@${id.imageDigest}`) },
    'a digest beside a moving tag': { given: named(`${repository}:latest@${id.imageDigest}`) },
    'a registry port is not a tag, the tag is': { given: named('registry.internal:5000/web:1.4.2') },
    'absent version consistency means enabled': {
      given: named(`${repository}:1.4.2`, { versionConsistency: undefined }),
    },
    'two deployments may run two images': {
      given: { tasks: [running('1', id.imageDigest), running('2', other, 'ecs-svc/2')] },
    },
  },
  fail: {
    'a daemon on latest': {
      given: withDaemon({ image: `${id.image.split(':')[0]}:latest` }),
      subject: id.daemonContainerId,
      message: 'floating',
    },
    latest: { given: named(`${repository}:latest`), message: 'floating' },
    'latest in capitals': { given: named(`${repository}:LATEST`), message: 'floating' },
    stable: { given: named(`${repository}:stable`), message: 'floating' },
    'a tag that the organization moves': {
      given: named(`${repository}:Live`),
      policy: { floatingTags: ['LIVE'] },
      message: 'floating',
    },
    'a bare major version with a letter': { given: named('nginx:V2'), message: 'floating' },
    'a bare major version': { given: named('public.ecr.aws/nginx/nginx:1'), message: 'floating' },
    'no tag': { given: named('nginx'), message: 'untagged' },
    'no tag behind a registry port': { given: named('registry.internal:5000/web'), message: 'untagged' },
    'version consistency off': {
      given: named(`${repository}:1.4.2`, { versionConsistency: 'disabled' }),
      message: 'unresolved',
    },
    'one deployment runs two images: high': {
      given: { tasks: [running('1', id.imageDigest), running('2', other)] },
      message: 'drift',
      severity: 'high',
    },
    'a moving tag that already drifted: high': {
      given: { ...named(`${repository}:latest`), tasks: [running('1', id.imageDigest), running('2', other)] },
      message: 'floating',
      severity: 'high',
    },
  },
  unknown: { 'a container without an image': { given: withContainers(container({ image: undefined })) } },
})
