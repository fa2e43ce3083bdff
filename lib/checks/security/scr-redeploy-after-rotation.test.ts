import { container, service, standaloneTask, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { parameter, parameterArn, secretArn, secretVersions } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-redeploy-after-rotation.ts'

const app = (valueFrom: string) => container({ secrets: [{ name: 'VALUE', valueFrom }] })
const given = (valueFrom: string, more: object = {}) => ({
  ...withContainers(app(valueFrom)),
  secretVersions: [secretVersions(id.daysAgo(5))],
  parameters: [parameter({ LastModifiedDate: id.daysAgo(5) })],
  ...more,
})
/** The service's task started three days ago; the value changed later. */
const changed = (days: number, stages?: string[]) => ({ secretVersions: [secretVersions(id.daysAgo(days), stages)] })
const token = {
  logConfiguration: {
    logDriver: 'splunk',
    options: {},
    redactedOptions: [],
    secretOptions: [{ name: 'splunk-token', valueFrom: secretArn }],
  },
}
const older = `${id.familyId}:2`

testCheck(check, {
  pass: {
    'tasks younger than the secret': { given: given(secretArn) },
    'tasks younger than the parameter': { given: given(parameterArn) },
    'a change of an hour ago leaves time to redeploy': { given: given(secretArn, changed(0.04)) },
    'a longer time allowed by the account': {
      given: given(secretArn, changed(2)),
      policy: { secretReloadGrace: 72 },
    },
    'a stage of its own that did not move': {
      given: given(`${secretArn}::AWSPREVIOUS:`, changed(2)),
    },
  },
  fail: {
    'a secret changed two days ago': { given: given(secretArn, changed(2)), message: 'stale' },
    'a parameter changed two days ago': {
      given: given('/web/smtp', { parameters: [parameter({ LastModifiedDate: id.daysAgo(2) })] }),
      message: 'stale',
    },
    'a log token changed': {
      given: { ...withContainers(container(token)), ...changed(2) },
      message: 'stale',
    },
    'the stage it is pinned to moved': {
      given: given(`${secretArn}::release:`, changed(2, ['release'])),
      message: 'stale',
    },
    'an older revision that still runs': {
      given: {
        taskDefinitions: [
          taskDefinition(),
          taskDefinition({ taskDefinitionArn: older, revision: 2, containerDefinitions: [app(secretArn)] }),
        ],
        tasks: [task({ taskDefinitionArn: older })],
        ...changed(2),
      },
      message: 'stale',
    },
  },
  notApplicable: {
    'no secrets': {},
    'no running task': { given: given(secretArn, { tasks: [task({ lastStatus: 'PENDING', startedAt: undefined })] }) },
    'pinned to a version': { given: given(`${secretArn}:::v1`, changed(2)) },
    'a registry login': {
      given: {
        ...withContainers(container({ repositoryCredentials: { credentialsParameter: secretArn } })),
        ...changed(2),
      },
    },
    'a dormant service': {
      given: given(secretArn, {
        services: [service({ desiredCount: 0, runningCount: 0 })],
        tasks: [standaloneTask()],
        scalableTargets: [],
        ...changed(2),
      }),
      reason: 'dormant',
    },
  },
  unknown: {
    'a secret of another account': {
      given: given('arn:aws:secretsmanager:eu-west-1:999988887777:secret:shared-AbCdEf'),
      reason: '999988887777',
    },
    'a secret that does not exist': { given: given(secretArn, { secretVersions: [] }), reason: 'not known' },
    'a text that is no reference': { given: given('not a name'), reason: 'cannot be read' },
    'a revision that is gone': { given: given(secretArn, { taskDefinitions: [] }), reason: 'no longer there' },
  },
})
