import { cluster, schedule, service, standaloneTask, task, taskDefinition, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-fargate-platform.ts'

const windows = 'Windows_Server_2022_Core'
const pinned = (platformVersion: string | undefined, platformFamily = 'Linux') => ({
  services: [service({ platformVersion, platformFamily })],
})
const running = (over: Parameters<typeof task>[0]) => ({ tasks: [task(over)] })
const onSpot = { launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
const nightly = `${id.clusterArn}#web`
const onWindows = taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })

testCheck(check, {
  pass: {
    latest: {},
    'pinned to the newest': { given: pinned('1.4.0') },
    'absent means latest': { given: pinned(undefined) },
    'Windows, latest': {
      given: { ...pinned('LATEST', windows), ...running({ platformVersion: '1.0.0', platformFamily: windows }) },
    },
    'Windows, pinned to its newest': {
      given: { ...pinned('1.0.0', windows), ...running({ platformVersion: '1.0.0', platformFamily: windows }) },
    },
    'a task that is still starting has none yet': {
      given: running({ lastStatus: 'PROVISIONING', platformVersion: undefined }),
    },
    'an old task: advice': { given: running({ startedAt: id.daysAgo(45) }), hint: '45 days' },
    'an old task under a policy with more time': {
      given: running({ startedAt: id.daysAgo(45) }),
      policy: { maxTaskAge: 90 },
    },
    'a standalone task on the newest': { given: { tasks: [task(), standaloneTask()] }, subject: nightly },
    'a schedule without version': { given: { taskSchedules: [schedule()] }, subject: nightly },
    'a schedule on the newest of Windows': {
      given: { taskSchedules: [schedule({ PlatformVersion: '1.0.0' })], taskDefinitions: [onWindows] },
      subject: nightly,
    },
    dormant: {
      given: { services: [service({ desiredCount: 0, runningCount: 0 })], tasks: [], scalableTargets: [] },
    },
  },
  fail: {
    'pinned to an old version': { given: pinned('1.3.0'), message: 'pinned' },
    'Linux pinned to the number of Windows': { given: pinned('1.0.0'), message: 'pinned' },
    'Windows known by its task only': {
      given: {
        services: [service({ platformVersion: '1.4.0', platformFamily: undefined })],
        ...running({ platformVersion: '1.0.0', platformFamily: windows }),
      },
      message: 'pinned',
    },
    'on a Fargate provider, without launch type': {
      given: { services: [service({ ...onSpot, platformVersion: '1.3.0' })] },
      message: 'pinned',
    },
    'by the cluster’s default strategy': {
      given: {
        clusters: [cluster({ defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 1 }] })],
        services: [service({ launchType: undefined, platformVersion: '1.3.0' })],
      },
      message: 'pinned',
    },
    'CODE_DEPLOY: the version stands in the task set': {
      given: {
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            deployments: [],
            platformVersion: undefined,
            taskSets: [taskSet({ platformVersion: '1.3.0' })],
          }),
        ],
      },
      message: 'pinned',
    },
    'latest, but tasks started before': { given: running({ platformVersion: '1.3.0' }), message: 'running' },
    'pinned, and so are its tasks': {
      given: { ...pinned('1.3.0'), ...running({ platformVersion: '1.3.0' }) },
      message: ['pinned', 'running'],
    },
    'a standalone task': {
      given: { tasks: [task(), standaloneTask({ platformVersion: '1.3.0' })] },
      subject: nightly,
      message: 'running',
    },
    'a schedule on an old version': {
      given: { taskSchedules: [schedule({ PlatformVersion: '1.3.0' })] },
      subject: nightly,
      message: 'scheduled',
    },
    'a schedule on the number of Windows': {
      given: { taskSchedules: [schedule({ PlatformVersion: '1.0.0', TaskDefinitionArn: id.familyId })] },
      subject: nightly,
      message: 'scheduled',
    },
    'dormant: capped at low': {
      given: {
        services: [service({ desiredCount: 0, runningCount: 0, platformVersion: '1.3.0' })],
        tasks: [],
        scalableTargets: [],
      },
      message: 'pinned',
      severity: 'low',
    },
  },
  notApplicable: {
    EC2: { given: onEc2() },
    'ECS Anywhere': { given: { services: [service({ launchType: 'EXTERNAL' })], tasks: [] } },
  },
  unknown: {
    'no PRIMARY task set yet': {
      given: {
        services: [service({ deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [] })],
        tasks: [],
      },
    },
    'a running task that does not say': { given: running({ platformVersion: undefined }) },
  },
})
