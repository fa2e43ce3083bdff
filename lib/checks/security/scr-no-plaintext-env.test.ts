import { classifyValue } from '#lib/inventory/redact/classify.ts'
import { withDaemon } from '../testing/daemons.ts'
import { container, schedule, service, standaloneTask, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import { command, env } from '../testing/values.ts'
import check from './scr-no-plaintext-env.ts'

const variables = (values: Record<string, string>) => withContainers(container({ environment: env(values) }))
// Built from parts so that nothing in the repository looks like a leaked credential.
const random = ['k3Jx9Qp2', 'Lm7Vn4Rt', '8Wz1Bc6D'].join('')
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'].join(
  '.',
)
const url = `postgres://app:${random}@db.internal:5432/app`
const older = `${id.familyId}:2`
const mounting = (volumes: string[]) => ({
  taskDefinitions: [
    taskDefinition({
      containerDefinitions: [container({ mountPoints: volumes.map((sourceVolume) => ({ sourceVolume })) })],
      volumes: [{ name: 'share', dockerVolumeConfiguration: { driverOpts: env({ password: random }) } }],
    }),
  ],
})
const override = { containerOverrides: [{ name: 'app', environment: env({ DB_PASSWORD: random }) }] }

testCheck(check, {
  pass: {
    'a daemon without': { given: withDaemon(), subject: id.daemonContainerId },
    'harmless values': { given: variables({ LOG_LEVEL: 'info', PORT: '8080', REGION: 'eu-west-1' }) },
    'an ARN in a variable named like a secret': {
      given: variables({ DB_SECRET: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf' }),
    },
    'about a secret, not the secret': {
      given: variables({
        DB_PASSWORD_FILE: '/run/secrets/db',
        API_SECRET_NAME: 'payments',
        TOKEN_TTL: '3600',
        SECRET_ARN: 'x',
      }),
    },
    'an empty value': { given: variables({ DB_PASSWORD: '' }) },
    'a reference, not a value': { given: variables({ DB_PASSWORD: '{{resolve:secretsmanager:db}}' }) },
    'a UUID and a hex digest': {
      given: variables({ TENANT: '0b0e7d2c-6a6e-4c1e-9b0a-6f1d7a3c2b1e', BUILD: 'd41d8cd98f00b204e9800998ecf8427e' }),
    },
    'placeholders, public keys and settings under the names of secrets': {
      given: variables({
        DB_PASSWORD: 'changeme',
        API_TOKEN: ['$', '{API_TOKEN}'].join(''),
        JWT_PUBLIC_KEY: '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----',
        SECRET: 'true',
        USE_TOKEN: '1234567',
        PASSWORD: '/run/secrets/password',
      }),
    },
    'a password on the way to the host itself': { given: variables({ CACHE: `redis://:${random}@localhost:6379/0` }) },
    'long values that are no secrets': {
      given: variables({
        JAVA_TOOL_OPTIONS: '-Xmx512m -XX:MaxRAMPercentage=75.0 -Dfile.encoding=UTF-8',
        IMAGE: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:2026-11-20.4',
        HOST: 'orders-db.cluster-abc123xyz789.eu-west-1.rds.amazonaws.com',
        CALLBACK: 'https://shop.example/oauth2/callback?state=Q29udGludWU',
      }),
    },
    'a short password under a neutral name, which nothing gives away': { given: variables({ SETTING: 'hunter2' }) },
    'secrets by reference, as they should be': {
      given: withContainers(
        container({
          secrets: [{ name: 'AWS_SECRET_ACCESS_KEY', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/x' }],
        }),
      ),
    },
    'an override of another container': {
      given: {
        services: [],
        tasks: [
          standaloneTask({
            overrides: { containerOverrides: [{ name: 'other', environment: env({ DB_PASSWORD: random }) }] },
          }),
        ],
      },
    },
  },
  fail: {
    'a password given to a daemon': {
      given: withDaemon({ environment: env({ DB_PASSWORD: 'kV8s2mQx7rTz' }) }),
      subject: id.daemonContainerId,
      message: 'name',
      severity: 'high',
    },
    'a password by name': { given: variables({ DB_PASSWORD: random }), message: 'name' },
    'camel case and digits': { given: variables({ dbPassword2: 'hunter2hunter' }), message: 'name' },
    'a token in a neutral variable': { given: variables({ SETTINGS: jwt }), message: 'pattern', severity: 'critical' },
    'a URL with a password': { given: variables({ DATABASE: url }), message: 'pattern', severity: 'critical' },
    'a random value is a suspicion': {
      given: variables({ SETTINGS: random }),
      message: 'entropy',
      confidence: 'heuristic',
      severity: 'medium',
    },
    'in a command': {
      given: withContainers(container({ command: command('serve', '--database', url) })),
      message: 'pattern',
      severity: 'critical',
    },
    'in an entry point': {
      given: withContainers(container({ entryPoint: command('sh', '-c', `TOKEN=${jwt} run`) })),
      message: ['pattern'],
      severity: 'critical',
    },
    'in a health check': {
      given: withContainers(
        container({
          healthCheck: { command: command('CMD-SHELL', `curl -H "Authorization: Bearer ${jwt}" localhost`) },
        }),
      ),
      message: 'pattern',
      severity: 'critical',
    },
    'in a label': {
      given: withContainers(container({ dockerLabels: env({ 'app.password': random }) })),
      message: 'name',
    },
    'in a log option': {
      given: withContainers(
        container({
          logConfiguration: {
            logDriver: 'splunk',
            options: {},
            redactedOptions: env({ 'splunk-token': random }),
            secretOptions: [],
          },
        }),
      ),
      message: 'name',
    },
    'in the name of an environment file': {
      given: withContainers(
        container({
          environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::config/[redacted, 40 characters]' }],
          redactedTexts: [
            { kind: 'the name of an environment file', value: classifyValue(`arn:aws:s3:::config/${jwt}.env`, 'key') },
          ],
        }),
      ),
      message: 'pattern',
      severity: 'critical',
    },
    'in an option of the log router': {
      given: withContainers(
        container({
          redactedTexts: [{ kind: 'router option', name: 'config-password', value: classifyValue(random, 'key') }],
        }),
      ),
      message: 'name',
    },
    'a number of eight digits': { given: variables({ DOOR_PASSWORD: '12345678' }), message: 'name' },
    'a name without separators': { given: variables({ MYAPIKEY: 'hunter2hunter' }), message: 'name' },
    'a name in two words': { given: variables({ CONNECTION_STRING: 'Server=db;User=app' }), message: 'name' },
    'a private key': {
      given: variables({ SIGNER: ['-----BEGIN EC', 'PRIVATE KEY-----\nMHcCAQEE'].join(' ') }),
      message: 'pattern',
      severity: 'critical',
    },
    'an option of a volume driver': {
      given: mounting(['share']),
      message: 'name',
    },
    'an option of a driver whose volume nothing mounts': { given: mounting([]), message: 'name' },
    'a revision that is inactive and still runs': {
      given: {
        taskDefinitions: [
          taskDefinition(),
          taskDefinition({
            taskDefinitionArn: older,
            revision: 2,
            status: 'INACTIVE',
            containerDefinitions: [container({ environment: env({ DB_PASSWORD: random }) })],
          }),
        ],
        tasks: [task(), task({ taskArn: `${task().taskArn}2`, taskDefinitionArn: older })],
      },
      message: 'name',
    },
    'a dormant service keeps its severity': {
      given: {
        ...variables({ DB_PASSWORD: random }),
        services: [service({ desiredCount: 0, runningCount: 0 })],
        tasks: [],
        scalableTargets: [],
      },
      message: 'name',
    },
    'in the command of a task override': {
      given: {
        services: [],
        tasks: [
          standaloneTask({
            overrides: {
              containerOverrides: [
                { name: 'app', environment: [], command: command('run', '--password', 'hunter2hunter') },
              ],
            },
          }),
        ],
      },
      message: 'name',
    },
    'in a task override': {
      given: { services: [], tasks: [standaloneTask({ overrides: override })] },
      message: 'name',
    },
    'in the input of a schedule': {
      given: { services: [], tasks: [], taskSchedules: [schedule({ Input: override })] },
      message: 'name',
    },
  },
})
