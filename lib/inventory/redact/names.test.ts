import { expect, test } from 'vitest'
import {
  HARMLESS_SUFFIXES,
  RANDOM_BUT_PUBLIC_SUFFIXES,
  SECRET_ENDINGS,
  SECRET_LAST_WORDS,
  SECRET_PAIRS,
  SECRET_WORDS,
  SETTING_SUFFIXES,
} from './name-words.ts'
import { publicName, secretName } from './names.ts'

test('every word, pair and ending of the lists makes a name secret, in any case and place', () => {
  for (const word of SECRET_WORDS) expect(secretName(`app_${word.toLowerCase()}_main`), word).toBe(true)
  for (const [first, second] of SECRET_PAIRS) expect(secretName(`app-${first}.${second}-main`), first).toBe(true)
  for (const ending of SECRET_ENDINGS) expect(secretName(`MY${ending}`), ending).toBe(true)
})

test('some words make a name secret only where they stand last', () => {
  for (const word of SECRET_LAST_WORDS) {
    expect(secretName(`APP_${word}`), word).toBe(true)
    expect(secretName(`${word}_RATE`), word).toBe(false)
  }
})

test('every harmless suffix takes a secret name back', () => {
  for (const suffix of [...HARMLESS_SUFFIXES, ...SETTING_SUFFIXES])
    expect(secretName(`DB_PASSWORD_${suffix}`), suffix).toBe(false)
})

test('every suffix of random public values makes a name public', () => {
  for (const suffix of RANDOM_BUT_PUBLIC_SUFFIXES) expect(publicName(`IMAGE_${suffix}`), suffix).toBe(true)
})

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
