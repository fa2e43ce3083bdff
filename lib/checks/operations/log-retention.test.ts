import type { LogGroup } from '#lib/inventory/types/operations.ts'
import { logGroup } from '../testing/account.ts'
import { cluster, container, service, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './log-retention.ts'

const keeping = (retentionInDays: number | undefined, over: Partial<LogGroup> = {}) => ({
  logGroups: [logGroup({ retentionInDays, ...over })],
})
const insights = (name: string, days: number) =>
  keeping(days, { arn: id.arn('logs', `log-group:${name}`), logGroupName: name })
const staging = { clusters: [cluster({ tags: [{ key: 'environment', value: 'staging' }] })] }
const pci = { services: [service({ tags: [{ key: 'compliance', value: 'pci' }] })] }
const firelens = withContainers(
  container({
    logConfiguration: {
      logDriver: 'awsfirelens',
      options: { Name: 'cloudwatch_logs', log_group_name: '/ecs/web', region: id.region },
      redactedOptions: [],
      secretOptions: [],
    },
  }),
)

testCheck(check, {
  pass: {
    'ninety days': {},
    'exactly the minimum': { given: keeping(30) },
    'never deletes: advice': { given: keeping(undefined), hint: 'never deletes' },
    'an archive may keep everything': {
      given: {
        ...keeping(undefined),
        resourceTags: [{ ResourceARN: id.logGroupArn, Tags: [{ Key: 'purpose', Value: 'archive' }] }],
      },
    },
    'short is fine outside production': { given: { ...keeping(7), ...staging } },
    'Container Insights performance groups keep one day': {
      given: insights('/aws/ecs/containerinsights/main/performance', 1),
    },
    'a year for card data': { given: { ...keeping(365), ...pci } },
  },
  fail: {
    'a week in production': { given: keeping(7), message: 'short' },
    'ninety days are too few for card data': { given: { ...keeping(90), ...pci }, message: 'short' },
    'a group that FireLens writes to': { given: { ...keeping(7), ...firelens }, message: 'short' },
    'another Container Insights group': {
      given: insights('/aws/ecs/containerinsights/main/prometheus', 7),
      message: 'short',
    },
  },
  notApplicable: {
    'a group that nothing in use writes to': {
      given: keeping(7, { arn: id.arn('logs', 'log-group:/other'), logGroupName: '/other' }),
    },
  },
})
