import { container, schedule, withContainers } from '../testing/ecs.ts'
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
    'a name without a key': { given: variables({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: '' }) },
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
