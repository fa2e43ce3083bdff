import { container, schedule, service, standaloneTask, withContainers } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import { command, env } from '../testing/values.ts'
import check from './scr-no-static-aws-keys.ts'

// Built from parts so that nothing in the repository looks like a leaked key.
const keyId = (kind: 'AKIA' | 'ASIA') => `${kind}${'IOSFODNN7'}${'TIDEWTR'}`
const secret = `${'wJalrXUtnFEMI'}/${'K7MDENG'}/${'bPxRfiCYTIDEWTRKEY'}`
const variables = (values: Record<string, string>) => withContainers(container({ environment: env(values) }))

testCheck(check, {
  pass: {
    'no keys': {},
    'a name without a key': { given: variables({ AWS_REGION: 'eu-west-1' }) },
    'an empty key id is a leftover too: advice': {
      given: variables({ AWS_ACCESS_KEY_ID: '' }),
      hint: 'AWS_ACCESS_KEY_ID to nothing',
    },
    'a secret key of another length is none': { given: variables({ AWS_SECRET_ACCESS_KEY: 'minioadmin' }) },
    'a key id in small letters, or too short, is none': {
      given: variables({ BUILD: keyId('AKIA').toLowerCase(), TAG: keyId('AKIA').slice(0, -1) }),
    },
    'an empty leftover hides the role: advice': {
      given: variables({ AWS_SECRET_ACCESS_KEY: '' }),
      hint: 'hides its task role',
    },
    'a key id inside a longer word is none': { given: variables({ BUILD: `X${keyId('AKIA')}9` }) },
  },
  fail: {
    'a long-lived key': { given: variables({ AWS_ACCESS_KEY_ID: keyId('AKIA') }), message: 'longLived' },
    'under a neutral name': { given: variables({ CONFIG: `key=${keyId('AKIA')};` }), message: 'longLived' },
    'in a command': {
      given: withContainers(container({ command: command('run', keyId('AKIA')) })),
      message: 'longLived',
    },
    'in a label': {
      given: withContainers(container({ dockerLabels: env({ owner: keyId('AKIA') }) })),
      message: 'longLived',
    },
    'in the input of a schedule': {
      given: {
        services: [],
        tasks: [],
        taskSchedules: [
          schedule({ Input: { containerOverrides: [{ name: 'app', environment: env({ KEY: keyId('AKIA') }) }] } }),
        ],
      },
      message: 'longLived',
    },
    'the secret half': { given: variables({ AWS_SECRET_ACCESS_KEY: secret }), message: 'secretKey' },
    'in an entry point': {
      given: withContainers(container({ entryPoint: command('env', `KEY=${keyId('AKIA')}`, 'run') })),
      message: 'longLived',
    },
    'in a health check': {
      given: withContainers(container({ healthCheck: { command: command('CMD', 'probe', keyId('AKIA')) } })),
      message: 'longLived',
    },
    'in the override of a task that runs alone': {
      given: {
        services: [],
        tasks: [
          standaloneTask({
            overrides: { containerOverrides: [{ name: 'app', environment: env({ AWS_SECRET_ACCESS_KEY: secret }) }] },
          }),
        ],
      },
      message: 'secretKey',
    },
    'on ECS Anywhere, where task roles work as well': {
      given: {
        ...variables({ AWS_ACCESS_KEY_ID: keyId('AKIA') }),
        services: [service({ launchType: 'EXTERNAL', networkConfiguration: undefined })],
        tasks: [],
      },
      message: 'longLived',
    },
    'a dormant service keeps its severity': {
      given: {
        ...variables({ AWS_ACCESS_KEY_ID: keyId('AKIA') }),
        services: [service({ desiredCount: 0, runningCount: 0 })],
        tasks: [],
        scalableTargets: [],
      },
      message: 'longLived',
    },
    'an endpoint of AWS excuses nothing': {
      given: variables({ AWS_ENDPOINT_URL: 'https://s3.eu-west-1.amazonaws.com', AWS_SECRET_ACCESS_KEY: secret }),
      message: 'secretKey',
    },
    'a key of AWS under another name beside an endpoint outside AWS': {
      given: variables({ AWS_ENDPOINT_URL: 'http://minio:9000', BACKUP_KEY: keyId('AKIA') }),
      message: 'longLived',
    },
    'the endpoint of one override excuses no other': {
      given: {
        ...variables({ AWS_SECRET_ACCESS_KEY: secret }),
        taskSchedules: [
          schedule({
            Input: {
              containerOverrides: [{ name: 'app', environment: env({ AWS_ENDPOINT_URL: 'http://minio:9000' }) }],
            },
          }),
        ],
      },
      message: 'secretKey',
    },
    'a temporary key is a suspicion': {
      given: variables({ AWS_ACCESS_KEY_ID: keyId('ASIA') }),
      message: 'temporary',
      confidence: 'heuristic',
      severity: 'high',
    },
    'keys of a store outside AWS are a suspicion': {
      given: variables({
        AWS_ENDPOINT_URL_S3: 'https://minio.internal:9000',
        AWS_ACCESS_KEY_ID: keyId('AKIA'),
        AWS_SECRET_ACCESS_KEY: secret,
      }),
      message: 'otherEndpoint',
      confidence: 'heuristic',
      severity: 'high',
    },
    'a secret by reference should be a role': {
      given: withContainers(
        container({
          secrets: [{ name: 'AWS_SECRET_ACCESS_KEY', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/x' }],
        }),
      ),
      message: 'reference',
      confidence: 'heuristic',
      severity: 'high',
    },
  },
})
