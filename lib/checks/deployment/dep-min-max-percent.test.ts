import { cluster, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { scalableTarget } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './dep-min-max-percent.ts'

type Changes = Parameters<typeof service>[0]
const percent = (minimumHealthyPercent?: number, maximumPercent?: number, over: Changes = {}) => ({
  services: [service({ deploymentConfiguration: { minimumHealthyPercent, maximumPercent }, ...over })],
  scalableTargets: [],
})
const daemon = (minimumHealthyPercent?: number) =>
  onEc2({
    service: {
      schedulingStrategy: 'DAEMON',
      capacityProviderStrategy: undefined,
      deploymentConfiguration: { minimumHealthyPercent, maximumPercent: 100 },
    },
  })
const bluegreen = (strategy: string) => ({
  services: [service({ deploymentConfiguration: { strategy, minimumHealthyPercent: 100, maximumPercent: 100 } })],
})
const staging = cluster({ tags: [{ key: 'environment', value: 'staging' }] })

testCheck(check, {
  pass: {
    'a hundred and two hundred': {},
    'absent limits are those': { given: percent() },
    'no configuration at all': { given: percent(0, 0, { deploymentConfiguration: undefined }) },
    'absent controller means ECS': { given: percent(100, 200, { deploymentController: undefined }) },
    'half may go': { given: percent(50, 100) },
    'more than twice: advice': { given: percent(100, 300), hint: 'over 200' },
    'a low minimum outside PROD': { given: { ...percent(0, 100), clusters: [staging] } },
    'a low minimum for one task': { given: percent(0, 100, { desiredCount: 1 }) },
    'a minimum capacity of zero is not tested': {
      given: { ...percent(100, 150), scalableTargets: [scalableTarget({ MinCapacity: 0 })] },
    },
    'a daemon that gives way': { given: daemon(50) },
    'a daemon gives way by default': { given: daemon() },
  },
  fail: {
    'a hundred and a hundred: high': { given: percent(100, 100), message: 'stuck', severity: 'high' },
    'one task and 150 percent, rounded down: high': {
      given: percent(100, 150, { desiredCount: 1 }),
      message: 'stuck',
      severity: 'high',
    },
    'one task, 50 and 150 percent, rounded towards each other: high': {
      given: percent(50, 150, { desiredCount: 1 }),
      message: 'stuck',
      severity: 'high',
    },
    'stuck only at the minimum capacity': {
      given: {
        ...percent(100, 150, { desiredCount: 6 }),
        scalableTargets: [scalableTarget({ MinCapacity: 1 })],
      },
      message: 'stuck',
      severity: 'high',
    },
    'stuck outside PROD too': {
      given: { ...percent(100, 100), clusters: [staging] },
      message: 'stuck',
      severity: 'high',
    },
    'a low minimum in PROD': { given: percent(0, 200), message: 'thin' },
    'a low minimum where nothing says it is not PROD': {
      given: { ...percent(25, 200), clusters: [cluster({ tags: [] })] },
      message: 'thin',
    },
    'a daemon that must stay whole: high': { given: daemon(100), message: 'daemonStuck', severity: 'high' },
  },
  notApplicable: {
    CODE_DEPLOY: {
      given: percent(100, 100, {
        deploymentController: { type: 'CODE_DEPLOY' },
        deployments: [],
        taskSets: [taskSet()],
      }),
    },
    EXTERNAL: {
      given: percent(100, 100, { deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [taskSet()] }),
    },
    'blue/green': { given: bluegreen('BLUE_GREEN') },
    linear: { given: bluegreen('LINEAR') },
    canary: { given: bluegreen('CANARY') },
    'nothing wanted': { given: percent(100, 100, { desiredCount: 0 }) },
  },
})
