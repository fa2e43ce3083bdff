import { expect, test } from 'vitest'
import { secretVerdict } from '#lib/inventory/redact/verdict.ts'
import { toContainerDefinition } from './container-definition-shape.ts'

// Built from parts so that nothing in the repository looks like a leaked credential.
const secret = ['ghp', 'k3Jx9Qp2Lm7Vn4Rt8Wz1Bc6Df5Gh0Js2Kl4Z'].join('_')
const bucket = 'arn:aws:s3:::config'

test('a secret in a name, reference or kernel parameter is not kept, and known where it stands', () => {
  const made = toContainerDefinition(
    {
      name: 'app',
      environmentFiles: [
        { type: 's3', value: `${bucket}/web.env` },
        { type: 's3', value: `${bucket}/${secret}.env` },
      ],
      secrets: [{ name: 'TOKEN', valueFrom: secret }],
      logConfiguration: { logDriver: 'splunk', secretOptions: [{ name: 'splunk-token', valueFrom: secret }] },
      firelensConfiguration: { type: 'fluentbit', options: { 'config-password': secret } },
      repositoryCredentials: { credentialsParameter: secret },
      credentialSpecs: [`credentialspec:arn:aws:ssm:eu-west-1:111122223333:parameter/${secret}`],
      systemControls: [{ namespace: 'kernel.domainname', value: secret }],
      workingDirectory: `/srv/${secret}`,
      hostname: secret,
    },
    'key',
  )
  expect(JSON.stringify(made)).not.toContain(secret)
  expect(made.environmentFiles[0]?.value).toBe(`${bucket}/web.env`)
  expect(made.environmentFiles[1]?.value).toMatch(/^arn:aws:s3:::config\/\[redacted/)
  expect(made.redactedTexts.map(({ kind }) => kind)).toEqual([
    'the name of an environment file',
    'the reference of secret TOKEN',
    'the reference of secret splunk-token',
    'kernel parameter kernel.domainname',
    'a credential spec',
    'the name of its registry login',
    'its working directory',
    'its host name',
    'router option config-password',
  ])
  for (const { name, value } of made.redactedTexts) expect(secretVerdict(name, value)?.rule).toBe('pattern')
})

test('what holds no secret is kept and needs no facts', () => {
  const valueFrom = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments/db-AbCdEf'
  const made = toContainerDefinition(
    { name: 'app', secrets: [{ name: 'DB_PASSWORD', valueFrom }], workingDirectory: '/srv/app', hostname: 'app' },
    'key',
  )
  expect(made.secrets).toEqual([{ name: 'DB_PASSWORD', valueFrom }])
  expect(made.redactedTexts).toEqual([])
})
