import { expect, test } from 'vitest'
import { publicName, secretName } from './names.ts'

test.each([
  'DB_PASSWORD',
  'db.password',
  'dbPassword',
  'DBPassword',
  'DBPASSWORD',
  'ROOT_PASSWD',
  'ADMIN_PWD',
  'GPG_PASSPHRASE',
  'JWT_SECRET',
  'SECRET_KEY_BASE',
  'github-token',
  'LDAP_CREDENTIALS',
  'API_KEY',
  'apiKey',
  'APIKey',
  'DATADOG_APIKEY',
  'SSH_PRIVATE_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'S3_ACCESS_KEY',
  'AZURE_CONNECTION_STRING',
  'DB_PASSWORD_2',
  'DB_PASSWORD2',
])('%s names a secret', (name) => {
  expect(secretName(name)).toBe(true)
})

test.each([
  'DB_PASSWORD_FILE',
  'DB_SECRET_ARN',
  'SECRET_NAME',
  'AWS_ACCESS_KEY_ID',
  'TOKEN_TTL',
  'TOKEN_URL_2',
  'API_KEY_HEADER',
  'passwordEnabled',
  'TOKENIZERS_PARALLELISM',
  'KEYSTORE',
  'PUBLIC_KEY',
  'MONKEY',
  'COMPASS',
  'DATABASE_URL',
  '',
])('%s does not', (name) => {
  expect(secretName(name)).toBe(false)
})

test('names of identifiers, digests and public keys are public', () => {
  expect(['COGNITO_CLIENT_ID', 'GIT_SHA', 'imageDigest', 'VAPID_PUBLIC_KEY'].every(publicName)).toBe(true)
  expect(['UPSTREAM', 'PRIVATE_KEY', 'SETTING'].some(publicName)).toBe(false)
})
