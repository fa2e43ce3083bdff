import { desiredCounts } from '../testing/account.ts'
import { capacityProvider, cluster, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { scalableTarget, scalingPolicy } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cap-service-autoscaling.ts'

const target = (over: Parameters<typeof scalableTarget>[0]) => ({ scalableTargets: [scalableTarget(over)] })
const suspended = target({ SuspendedState: { DynamicScalingOutSuspended: true } })
const scans = (...counts: { hours: number; desired: number; max?: number; suspended?: boolean }[]) => ({
  history: {
    desiredCounts: { [id.serviceArn]: counts.map(({ hours, ...one }) => ({ at: id.daysAgo(hours / 24), ...one })) },
  },
})
const unbalanced = service({ loadBalancers: [] })
const staging = cluster({ tags: [{ key: 'environment', value: 'staging' }] })
const schedule = {
  ScheduledActionARN: id.arn(
    'autoscaling',
    'scheduledAction:1:resource/ecs/service/main/web:scheduledActionName/night',
  ),
  ScheduledActionName: 'night',
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  Schedule: 'cron(0 20 * * ? *)',
}
const elsewhere = 'service/other/web'

testCheck(check, {
  pass: {
    'a target with a policy': {},
    'down to zero': { given: target({ MinCapacity: 0 }) },
    'by schedule only: advice': {
      given: { scalingPolicies: [], scheduledActions: [schedule] },
      hint: 'by schedule only',
    },
    'one hour at the maximum is not more than one': { given: { metrics: [desiredCounts(10, 2, 2, 2)] } },
    'at a maximum that was raised since': { given: { metrics: [desiredCounts(6, 6, 6, 6)] } },
    'earlier scans stand in for Container Insights': {
      given: { metrics: [] },
      ...scans({ hours: 24, desired: 3, max: 10 }),
    },
    'suspended since the last scan only: advice': {
      given: suspended,
      ...scans({ hours: 24, desired: 2, max: 10, suspended: false }),
      hint: 'suspended since the last scan',
    },
    'an EXTERNAL controller scales the service too, before its first task set as well': {
      given: {
        services: [service({ deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [] })],
        tasks: [],
      },
    },
  },
  fail: {
    'no scalable target': { given: { scalableTargets: [] }, message: 'none' },
    'a same-named service of another cluster scales': {
      given: target({ ResourceId: elsewhere }),
      message: 'none',
    },
    'minimum equals maximum': { given: target({ MinCapacity: 4, MaxCapacity: 4 }), message: 'fixed' },
    'a target without policy': { given: { scalingPolicies: [] }, message: 'noPolicy' },
    'the policy is of another service': {
      given: { scalingPolicies: [scalingPolicy({ ResourceId: elsewhere })] },
      message: 'noPolicy',
    },
    'suspended on two scans': {
      given: suspended,
      ...scans({ hours: 24, desired: 2, max: 10, suspended: true }),
      message: 'suspended',
    },
    'scheduled scaling suspended on two scans': {
      given: target({ SuspendedState: { ScheduledScalingSuspended: true } }),
      ...scans({ hours: 24, desired: 2, max: 10, suspended: true }),
      message: 'suspended',
    },
    'at the maximum for hours, PROD: high': {
      given: { metrics: [desiredCounts(2, 10, 10, 2)] },
      message: 'pinnedAtMax',
      severity: 'high',
    },
    'at the maximum in every scan': {
      given: { services: [service({ desiredCount: 10 })], metrics: [] },
      ...scans({ hours: 26, desired: 10, max: 10 }, { hours: 2, desired: 10, max: 10 }),
      message: 'pinnedAtMax',
      severity: 'high',
    },
    'at the maximum, but PROD is only assumed: medium': {
      given: { clusters: [cluster({ tags: [] })], metrics: [desiredCounts(10, 10)] },
      message: 'pinnedAtMax',
    },
    'at the maximum outside PROD: low': {
      given: { clusters: [staging], metrics: [desiredCounts(10, 10)] },
      message: 'pinnedAtMax',
      severity: 'low',
    },
    'at the maximum and suspended': {
      given: { ...suspended, metrics: [desiredCounts(10, 10)] },
      ...scans({ hours: 24, desired: 2, max: 10, suspended: true }),
      message: ['pinnedAtMax', 'suspended'],
      severity: 'high',
    },
    'no load balancer: low': {
      given: { services: [unbalanced], scalableTargets: [] },
      message: 'none',
      severity: 'low',
    },
    'outside PROD: low': { given: { clusters: [staging], scalableTargets: [] }, message: 'none', severity: 'low' },
    'CODE_DEPLOY: its balancer stands in the task set': {
      given: {
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            deployments: [],
            loadBalancers: [],
            taskSets: [taskSet()],
          }),
        ],
        scalableTargets: [],
      },
      message: 'none',
    },
  },
  notApplicable: {
    'a daemon': {
      given: onEc2({ service: { schedulingStrategy: 'DAEMON', capacityProviderStrategy: undefined } }),
    },
    'ECS Anywhere': { given: { services: [service({ launchType: 'EXTERNAL' })], scalableTargets: [] } },
    'tagged as a singleton': {
      given: { services: [service({ tags: [{ key: 'singleton', value: 'true' }] })], scalableTargets: [] },
      reason: 'singleton',
    },
    'nothing wanted and nothing to start it': {
      given: { services: [service({ desiredCount: 0, runningCount: 0 })], tasks: [], scalableTargets: [] },
    },
    'managed by AWS Batch': {
      given: {
        clusters: [cluster({ clusterArn: id.arn('ecs', 'cluster/AWSBatch-jobs'), clusterName: 'AWSBatch-jobs' })],
        services: [service({ clusterArn: id.arn('ecs', 'cluster/AWSBatch-jobs') })],
        capacityProviders: [capacityProvider()],
        tasks: [],
      },
      subject: id.serviceArn,
      reason: 'Batch',
    },
  },
  unknown: {
    'no record of its counts yet': { given: { metrics: [] }, wants: 'history' },
    'at the maximum for less than an hour of scans': {
      given: { services: [service({ desiredCount: 10 })], metrics: [] },
      ...scans({ hours: 0.5, desired: 10, max: 10 }),
      wants: 'history',
    },
    'suspended on the first scan': { given: suspended, wants: 'history' },
    'suspended while a deployment runs': {
      given: {
        ...suspended,
        services: [
          service({ deployments: service().deployments.map((one) => ({ ...one, rolloutState: 'IN_PROGRESS' })) }),
        ],
      },
      ...scans({ hours: 24, desired: 2, max: 10, suspended: true }),
      wants: 'history',
    },
  },
})
