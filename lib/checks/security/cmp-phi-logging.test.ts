import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { logGroup } from '../testing/account.ts'
import { container, service, task, taskDefinition } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cmp-phi-logging.ts'

const phi = service({ tags: [{ key: 'compliance', value: 'hipaa' }] })
const cde = service({ tags: [{ key: 'compliance', value: 'pci' }] })
const awslogs = (options: Record<string, string> = {}): ContainerDefinition['logConfiguration'] => ({
  logDriver: 'awslogs',
  options: {
    'awslogs-group': '/ecs/web',
    'awslogs-region': id.region,
    'awslogs-stream-prefix': 'web',
    mode: 'blocking',
    ...options,
  },
  redactedOptions: [],
  secretOptions: [],
})
const firelens = (options: Record<string, string>): ContainerDefinition['logConfiguration'] => ({
  logDriver: 'awsfirelens',
  options: { log_group_name: '/ecs/web', mode: 'blocking', ...options },
  redactedOptions: [],
  secretOptions: [],
})
/** A service with health records whose logs are kept as they should be, but for what is given. */
const given = (over: {
  log?: ContainerDefinition['logConfiguration']
  group?: Parameters<typeof logGroup>[0] | null
  of?: typeof phi
  beside?: ContainerDefinition[]
}) => ({
  services: [over.of ?? phi],
  taskDefinitions: [
    taskDefinition({
      containerDefinitions: [
        container({ logConfiguration: 'log' in over ? over.log : awslogs() }),
        ...(over.beside ?? []),
      ],
    }),
  ],
  logGroups: over.group === null ? [] : [logGroup({ retentionInDays: 2192, kmsKeyId: 'key', ...over.group })],
})
const stream = (days: number) => ({
  logStreams: [
    {
      streamKey: '/ecs/web:web/app/0a1b',
      logGroupName: '/ecs/web',
      logStreamName: 'web/app/0a1b',
      lastIngestionTime: id.daysAgo(days),
    },
  ],
})

testCheck(check, {
  pass: {
    'kept six years under its own key': { given: given({}) },
    'never deleted': { given: given({ group: { retentionInDays: undefined } }) },
    'card data kept for a year': { given: given({ of: cde, group: { retentionInDays: 365 } }) },
    'a key of AWS': { given: given({ group: { kmsKeyId: undefined } }), hint: 'not with your own' },
    'blocking as the account’s default': {
      given: {
        ...given({ log: awslogs({ mode: 'blocking' }) }),
        accountSettings: [{ name: 'defaultLogDriverMode', value: 'blocking' }],
      },
    },
    'a log router beside it writes elsewhere': {
      given: given({
        beside: [
          container({
            name: 'router',
            firelensConfiguration: { type: 'fluentbit', options: {} },
            logConfiguration: undefined,
          }),
          container({ name: 'helper', essential: false, logConfiguration: undefined }),
        ],
      }),
    },
    'a task that has just started': {
      given: { ...given({}), tasks: [task({ startedAt: id.daysAgo(0.01) })], ...stream(3) },
    },
    'FireLens with its options in small letters, while nothing runs': {
      given: { ...given({ log: firelens({ name: 'CloudWatch' }) }), tasks: [] },
    },
    'FireLens to CloudWatch Logs while nothing runs': {
      given: { ...given({ log: firelens({ Name: 'cloudwatch_logs' }) }), tasks: [] },
    },
  },
  fail: {
    'no log configuration': { given: given({ log: undefined }), message: 'elsewhere' },
    'another driver': {
      given: given({ log: { logDriver: 'splunk', options: {}, redactedOptions: [], secretOptions: [] } }),
      message: 'elsewhere',
    },
    'FireLens to another place': { given: given({ log: firelens({ Name: 'datadog' }) }), message: 'elsewhere' },
    'a group that does not exist': { given: given({ group: null }), message: 'noGroup' },
    'nothing written for a day': { given: { ...given({}), ...stream(3) }, message: 'silent' },
    'health records kept for a year': { given: given({ group: { retentionInDays: 365 } }), message: 'short' },
    'card data kept for 90 days': { given: given({ of: cde, group: { retentionInDays: 90 } }), message: 'short' },
    'the default mode does not hide what is kept too short': {
      given: given({ log: awslogs({ mode: 'non-blocking' }), group: { retentionInDays: 30 } }),
      message: 'short',
    },
    'a longer period that the owner chose': {
      given: given({}),
      policy: { phiRetention: { phi: 3653, cde: 365 } },
      message: 'short',
    },
  },
  manual: {
    'delivery that may lose lines': {
      given: given({ log: awslogs({ mode: 'non-blocking' }) }),
      reason: 'loss accepted',
    },
    'no mode: the default loses lines since June 2025': {
      given: given({
        log: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web' },
          redactedOptions: [],
          secretOptions: [],
        },
      }),
      shows: ['containerDefinitions[0].logConfiguration.options'],
    },
  },
  notApplicable: {
    'a service that nothing classifies asks for its tags': { reason: 'tag it' },
    'other data': {
      given: { services: [service({ tags: [{ key: 'data-classification', value: 'internal' }] })] },
      reason: 'neither',
    },
  },
  unknown: {
    'a task runs, and of its stream nothing is known': { given: { ...given({}), logStreams: [] }, reason: 'stream' },
    'without a stream prefix': {
      given: given({
        log: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/web', mode: 'blocking' },
          redactedOptions: [],
          secretOptions: [],
        },
      }),
      reason: 'stream',
    },
    'a group whose name the log router makes': {
      given: given({ log: firelens({ Name: 'cloudwatch_logs', log_group_name: '/ecs/$(ecs_task_family)' }) }),
      reason: 'as it runs',
    },
    'a revision that still runs and is gone': {
      given: {
        ...given({}),
        tasks: [task(), task({ taskArn: `${task().taskArn}2`, taskDefinitionArn: `${id.familyId}:2` })],
      },
      reason: 'is gone',
    },
    'FireLens, whose streams cannot be told apart': {
      given: given({ log: firelens({ Name: 'cloudwatch' }) }),
      reason: 'stream',
    },
    'a group of another region': {
      given: given({ log: awslogs({ 'awslogs-region': 'us-east-1' }) }),
      reason: 'us-east-1',
    },
    'an external deployment before its first promotion': {
      given: { ...given({}), services: [{ ...phi, deploymentController: { type: 'EXTERNAL' } }], tasks: [] },
    },
  },
})
