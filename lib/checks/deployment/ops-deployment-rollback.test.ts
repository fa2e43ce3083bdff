import type { DeploymentConfiguration } from '#lib/inventory/types/ecs.ts'
import type { DeploymentGroup } from '#lib/inventory/types/operations.ts'
import { cluster, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-deployment-rollback.ts'

type Changes = Parameters<typeof service>[0]
const alarms = { enable: true, rollback: true, alarmNames: ['web-5xx'] }
const configured = (deploymentConfiguration: DeploymentConfiguration | undefined, over: Changes = {}) => ({
  services: [service({ deploymentConfiguration, ...over })],
})
const shifting = (config: DeploymentConfiguration) => configured({ strategy: 'BLUE_GREEN', ...config })
const bare = { minimumHealthyPercent: 100, maximumPercent: 200 }
const staging = [{ key: 'environment', value: 'staging' }]
const critical = [{ key: 'criticality', value: 'critical' }]

const group = (over: Partial<DeploymentGroup> = {}): DeploymentGroup => ({
  applicationName: 'web',
  deploymentGroupName: 'web',
  ecsServices: [{ serviceName: 'web', clusterName: 'main' }],
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  ...over,
})
const codeDeploy = (...deploymentGroups: DeploymentGroup[]) => ({
  ...configured(bare, { deploymentController: { type: 'CODE_DEPLOY' }, deployments: [], taskSets: [taskSet()] }),
  deploymentGroups,
})
const hook = { hookTargetArn: 'arn:aws:lambda:eu-west-1:111122223333:function:smoke', lifecycleStages: [] }

testCheck(check, {
  pass: {
    'a circuit breaker with rollback': {},
    'an alarm with rollback, no circuit breaker': { given: configured({ ...bare, alarms }) },
    'absent strategy means rolling': {
      given: configured({ deploymentCircuitBreaker: { enable: true, rollback: true } }),
    },
    'blue/green with an alarm and bake time': { given: shifting({ alarms, bakeTimeInMinutes: 5 }) },
    'blue/green with a hook and bake time': { given: shifting({ lifecycleHooks: [hook], bakeTimeInMinutes: 5 }) },
    'CodeDeploy rolls back': { given: codeDeploy(group()) },
  },
  fail: {
    nothing: { given: configured(bare), message: 'rolling' },
    'no configuration at all': { given: configured(undefined), message: 'rolling' },
    'a breaker that only stops': {
      given: configured({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
      message: 'rolling',
    },
    'a breaker that is off': {
      given: configured({ deploymentCircuitBreaker: { enable: false, rollback: true } }),
      message: 'rolling',
    },
    'alarms without a name': { given: configured({ alarms: { ...alarms, alarmNames: [] } }), message: 'rolling' },
    'alarms without rollback': { given: configured({ alarms: { ...alarms, rollback: false } }), message: 'rolling' },
    'alarms that are off': { given: configured({ alarms: { ...alarms, enable: false } }), message: 'rolling' },
    'a circuit breaker does not help blue/green': {
      given: shifting({ deploymentCircuitBreaker: { enable: true, rollback: true }, bakeTimeInMinutes: 5 }),
      message: 'shift',
    },
    'blue/green without bake time': { given: shifting({ alarms, bakeTimeInMinutes: 0 }), message: 'noBake' },
    'canary, bake time absent': {
      given: configured({ strategy: 'CANARY', lifecycleHooks: [hook] }),
      message: 'noBake',
    },
    'linear without guard': { given: configured({ strategy: 'LINEAR', bakeTimeInMinutes: 5 }), message: 'shift' },
    'CodeDeploy with rollback off': {
      given: codeDeploy(group({ autoRollbackConfiguration: { enabled: false, events: ['DEPLOYMENT_FAILURE'] } })),
      message: 'codeDeploy',
    },
    'CodeDeploy rolls back on alarms only': {
      given: codeDeploy(group({ autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] } })),
      message: 'codeDeploy',
    },
    'CodeDeploy says nothing of rollback': {
      given: codeDeploy(group({ autoRollbackConfiguration: undefined })),
      message: 'codeDeploy',
    },
    'the deployment group is of a same-named service elsewhere': {
      given: codeDeploy(group({ ecsServices: [{ serviceName: 'web', clusterName: 'other' }] })),
      message: 'codeDeploy',
    },
    'CRITICAL: high': { given: configured(bare, { tags: critical }), message: 'rolling', severity: 'high' },
    'outside PROD: low': { given: configured(bare, { tags: staging }), message: 'rolling', severity: 'low' },
    'CRITICAL wins over staging': {
      given: configured(bare, { tags: [...staging, ...critical] }),
      message: 'rolling',
      severity: 'high',
    },
    'untagged counts as PROD: medium': {
      given: { ...configured(bare), clusters: [cluster({ tags: [] })] },
      message: 'rolling',
    },
    'a daemon: low': {
      given: onEc2({
        service: { schedulingStrategy: 'DAEMON', capacityProviderStrategy: undefined, deploymentConfiguration: bare },
      }),
      message: 'rolling',
      severity: 'low',
    },
    'dormant: capped at low': {
      given: {
        ...configured(bare, { desiredCount: 0, runningCount: 0, tags: critical }),
        tasks: [],
        scalableTargets: [],
      },
      message: 'rolling',
      severity: 'low',
    },
  },
  notApplicable: {
    'an EXTERNAL controller': {
      given: configured(bare, { deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [taskSet()] }),
    },
  },
})
