import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { container, service, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { parameter, parameterArn, secret, secretArn } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-encrypted-store.ts'

const given = (over: Partial<ContainerDefinition>, more: object = {}) => ({
  ...withContainers(container(over)),
  secrets: [secret()],
  parameters: [parameter()],
  ...more,
})
const variable = (valueFrom: string, name = 'DATABASE_URL') => ({ secrets: [{ name, valueFrom }] })
const login = (credentialsParameter: string) => ({ repositoryCredentials: { credentialsParameter } })
const log = (name: string, valueFrom: string) => ({
  logConfiguration: { logDriver: 'splunk', options: {}, redactedOptions: [], secretOptions: [{ name, valueFrom }] },
})
const plain = (over: object = {}) => ({ parameters: [parameter({ Type: 'String', KeyId: undefined, ...over })] })
const frankfurt = 'arn:aws:ssm:eu-central-1:111122223333:parameter/web/smtp'
const byName = id.arn('secretsmanager', 'secret:web/database')

const share = (credentialsParameter: string, mounted = true) => ({
  taskDefinitions: [
    taskDefinition({
      containerDefinitions: [container({ mountPoints: mounted ? [{ sourceVolume: 'share' }] : [] })],
      volumes: [
        {
          name: 'share',
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: 'fs-1',
            authorizationConfig: { credentialsParameter, domain: 'corp.example' },
          },
        },
      ],
    }),
  ],
  secrets: [secret()],
  parameters: [parameter()],
})

testCheck(check, {
  pass: {
    'a secret by its ARN': { given: given(variable(secretArn)) },
    'a secret with key, stage and version behind it': { given: given(variable(`${secretArn}:password:AWSCURRENT:v1`)) },
    'a secret with empty parts behind it': { given: given(variable(`${secretArn}:url::`)) },
    'a secret through Parameter Store': {
      given: given(variable('/aws/reference/secretsmanager/web/database'), {
        secrets: [secret({ reference: byName })],
      }),
    },
    'a SecureString by its bare name': { given: given(variable('/web/smtp')) },
    'a SecureString by its ARN': { given: given(variable(parameterArn)) },
    'a parameter of another region': {
      given: given(variable(frankfurt), { parameters: [parameter({ ARN: frankfurt })] }),
    },
    'a log token': { given: given(log('splunk-token', secretArn)) },
    'a registry login by name': { given: given(login('web/database'), { secrets: [secret({ reference: byName })] }) },
    'the credentials of a file share': { given: share(secretArn) },
    'a plain parameter whose name says that it is configuration': {
      given: given(variable('/web/smtp', 'SMTP_HOST'), plain()),
      hint: 'as long as it is no secret',
    },
    'a list of plain values': {
      given: given(variable('/web/smtp', 'ALLOWED_ORIGINS'), plain({ Type: 'StringList' })),
      hint: 'as long as it is no secret',
    },
    'what AWS publishes': { given: given(variable('/aws/service/global-infrastructure/regions', 'REGIONS')) },
  },
  fail: {
    'no such secret': { given: given(variable(secretArn), { secrets: [] }), message: 'missing' },
    'no such parameter': { given: given(variable('/web/other')), message: 'missing' },
    'a parameter that exists in another region only': { given: given(variable(frankfurt)), message: 'missing' },
    'a region there is not': {
      given: given(variable('arn:aws:secretsmanager:nowhere:111122223333:secret:web/database-AbCdEf')),
      message: 'missing',
    },
    'a secret scheduled for deletion': {
      given: given(variable(secretArn), { secrets: [secret({ DeletedDate: id.daysAgo(-6) })] }),
      message: 'deleted',
    },
    'a password in a plain parameter': {
      given: given(variable('/web/smtp', 'SMTP_PASSWORD'), plain()),
      message: 'plain',
    },
    'a log token in a plain parameter': { given: given(log('splunk-token', parameterArn), plain()), message: 'plain' },
    'a registry login that is gone': { given: given(login(secretArn), { secrets: [] }), message: 'missing' },
    'file share credentials in a plain parameter': {
      given: { ...share(parameterArn), ...plain() },
      message: 'plain',
    },
    'a parameter that is missing, beside a secret that could not be read': {
      given: given(
        {
          secrets: [
            { name: 'DATABASE_URL', valueFrom: secretArn },
            { name: 'SMTP', valueFrom: '/web/other' },
          ],
        },
        { secrets: [] },
      ),
      gaps: [
        {
          section: 'secrets',
          region: id.region,
          action: 'secretsmanager:DescribeSecret',
          reason: 'denied',
          resource: secretArn,
        },
      ],
      message: 'missing',
    },
    'a dormant service is capped': {
      given: given(variable(secretArn), {
        secrets: [],
        services: [service({ desiredCount: 0, runningCount: 0 })],
        tasks: [],
        scalableTargets: [],
      }),
      message: 'missing',
      severity: 'low',
    },
  },
  notApplicable: {
    'no secrets at all': {},
    'what nothing uses': { given: given(variable(secretArn), { services: [], tasks: [], secrets: [] }) },
    'a file share that the container does not mount': { given: share(secretArn, false) },
  },
  unknown: {
    'a secret of another account': {
      given: given(variable('arn:aws:secretsmanager:eu-west-1:999988887777:secret:shared-AbCdEf')),
      reason: '999988887777',
    },
    'a text that is no reference': { given: given(variable('not a name')), reason: 'cannot be read' },
  },
})
