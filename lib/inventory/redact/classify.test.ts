import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyEntries, classifyValue } from './classify.ts'
import type { ValueShape } from './facts.ts'
import { corpusTools, plantedSamples } from './testing/corpus.ts'

const KEY = 'test-digest-key'
const facts = (value: string) => classifyValue(value, KEY)
const t = corpusTools(7)

describe('shape', () => {
  const cases: [string, ValueShape][] = [
    ['', 'empty'],
    ['  ', 'empty'],
    ['Yes', 'boolean'],
    ['8080', 'number'],
    ['-1.5', 'number'],
    ['arn:aws-cn:ssm:cn-north-1:111122223333:parameter/db', 'arn'],
    ['/run/secrets/db', 'path'],
    ['C:\\app\\config.json', 'path'],
    ['{{resolve:ssm-secure:db:1}}', 'dynamic-reference'],
    ['https://api.payments.example/v1', 'url'],
    ['jdbc:postgresql://db:5432/ledger', 'url'],
    [t.uuid(), 'uuid'],
    [t.hex(40), 'hex-digest'],
    [`sha256:${t.hex(64)}`, 'hex-digest'],
    ['db.payments.internal:5432', 'hostname'],
    ['10.0.0.12', 'hostname'],
    ['payments-ledger-worker', 'hostname'],
    ['payments/ledger:2024.11', 'image'],
    ['prod/ledger/database', 'path'],
    ['15m', 'number'],
    [`pk_live_${t.alnum(24)}`, 'public-key'],
    ['-Xmx512m -XX:+UseG1GC', 'jvm-options'],
    ['-----BEGIN PUBLIC KEY-----\nMFkw', 'public-key'],
    ['<password>', 'placeholder'],
    ['<user>:<password>', 'placeholder'],
    ['$DB_PASSWORD', 'placeholder'],
    ['$uperSecret', 'text'],
    ['changeme', 'placeholder'],
    ['not-a-real-key', 'placeholder'],
    ['hunter2', 'text'],
  ]
  test.each(cases)('of %j is %s', (value, shape) => {
    expect(facts(value).shape).toBe(shape)
  })

  test('a random key that begins with a slash is not a path', () => {
    expect(facts(`/${'bPxRfiCYzK7MDENGwJalrXUtnFEMI2qZs8vHd4o'}`).shape).toBe('text')
  })

  test('a number carries its digit count', () => {
    expect(facts('-12.50').digits).toBe(4)
    expect(facts('twelve').digits).toBeUndefined()
  })
})

describe('digest', () => {
  test('is equal for equal values and differs with the key and the value', () => {
    expect(facts('hunter2').digest).toMatch(/^[0-9a-f]{16}$/)
    expect(facts('hunter2').digest).toBe(facts('hunter2').digest)
    expect(facts('hunter2').digest).not.toBe(facts('hunter3').digest)
    expect(facts('hunter2').digest).not.toBe(classifyValue('hunter2', 'another key').digest)
  })

  test('is absent for an empty value', () => {
    expect(facts('')).not.toHaveProperty('digest')
  })
})

describe('AWS credentials', () => {
  test('key ids are found inside a text and masked to four characters at each end', () => {
    const id = `AKIA${t.upper(16)}`
    const { awsAccessKeys, patterns } = facts(`aws configure set aws_access_key_id ${id}`)
    expect(awsAccessKeys).toEqual([{ kind: 'AKIA', masked: `AKIA…${id.slice(-4)}` }])
    expect(patterns).toContain('aws-access-key-id')
    expect(facts(`ASIA${t.upper(16)}`).awsAccessKeys[0]?.kind).toBe('ASIA')
  })

  test('a key id inside a longer word is not one', () => {
    expect(facts(`XAKIA${t.upper(16)}`).awsAccessKeys).toEqual([])
    expect(facts(`AKIA${t.upper(17)}`).awsAccessKeys).toEqual([])
  })

  test('a literal of exactly 40 characters of the alphabet may be a secret access key', () => {
    expect(facts(t.base64(40)).awsSecretLiteral).toBe(true)
    expect(facts(t.base64(39)).awsSecretLiteral).toBe(false)
    expect(facts(`${t.base64(39)} `).awsSecretLiteral).toBe(false)
  })

  test.each([
    ['https://s3.eu-west-1.amazonaws.com', false],
    ['https://s3.dualstack.cn-north-1.amazonaws.com.cn/bucket', false],
    ['https://lambda.eu-west-1.api.aws', false],
    ['http://minio:9000', true],
    ['http://localhost:4566', true],
    ['https://amazonaws.com.evil.example', true],
  ])('endpoint %s outside AWS: %s', (url, outside) => {
    expect(facts(url).pointsOutsideAws).toBe(outside)
  })
})

describe('URL with a password', () => {
  test.each([
    ['postgres://app:s3cr3tvalue@db.internal/ledger', ['url-password']],
    ['redis://:s3cr3tvalue@cache:6379', ['url-password']],
    ['x postgres://app:p@ss@db.internal y', ['url-password']],
    ['postgres://app:s3cr3tvalue@localhost:5432/ledger', []],
    ['postgres://app:s3cr3tvalue@127.0.0.1/ledger', []],
    ['postgres://app@db.internal/ledger', []],
    ['postgres://app:***@db.internal/ledger', []],
  ])('%s gives %j', (value, patterns) => {
    expect(facts(value).patterns).toEqual(patterns)
  })
})

test('embedded assignments are named, without their values', () => {
  expect(facts('run --db-password s3cr3tvalue --port 80').embedded).toEqual(['db-password'])
  expect(facts('{"apiKey": "s3cr3tvalue", "tokenType": "jwt"}').embedded).toEqual(['apiKey'])
  expect(facts('run --password-file /run/x --token=$TOKEN --password-stdin registry').embedded).toEqual([])
})

test('a header or a line of YAML assigns too, and a flag with one dash', () => {
  expect(facts("curl -H 'X-Api-Key: s3cr3tvalue' https://api.example").embedded).toEqual(['X-Api-Key'])
  expect(facts('keytool -list -storepass s3cr3tvalue').embedded).toEqual(['storepass'])
  expect(facts('db:\n  user: app\n  password: s3cr3tvalue\n').embedded).toEqual(['password'])
  expect(facts('Content-Type: text/plain; -password-hints docs').embedded).toEqual([])
})

test('a password that people choose is a suspicion, an address or a version is none', () => {
  expect(facts('Summer2024!').highEntropy).toBe(true)
  expect(
    ['Ledger1@Payments.example', 'Release2024', 'summer2024!', 'ab1!', '%Y-%mT1'].map((v) => facts(v).highEntropy),
  ).toEqual([false, false, false, false, false])
})

test('credentials in base64 are found in what they decode to', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  expect(facts(base64('ledger:s3cr3tvalue')).patterns).toEqual(['base64-login'])
  expect(facts(base64('{"user":"ci","password":"s3cr3tvalue"}')).patterns).toEqual(['base64-login'])
  expect(facts(base64('postgres://app:s3cr3tvalue@db.internal/ledger')).patterns).toContain('url-password')
  expect(facts(base64('{"level":"info","pretty":false}')).patterns).toEqual([])
  expect(facts(base64('https://api.payments.example')).patterns).toEqual([])
})

test('entropy is in bits per character, rounded to two decimals', () => {
  expect(facts('aabb').entropy).toBe(1)
  expect(facts('abc').entropy).toBe(1.58)
  expect(facts('').entropy).toBe(0)
})

test('no kept fact contains a planted secret', () => {
  for (const { name, value } of plantedSamples(3)) {
    const kept = JSON.stringify(classifyEntries([[name, value]], KEY))
    for (const part of value.split(/[^A-Za-z0-9+/=_-]+/).filter((word) => word.length >= 12)) {
      expect(kept.includes(part), `facts of ${name}`).toBe(false)
    }
  }
})

test('any text is classified without error and keeps only its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      expect(facts(value).length).toBe(value.length)
    }),
  )
}, 30_000)

test('a hostile text of 64 KB is classified within a second', () => {
  const pieces = [
    'a.',
    'a',
    'a:',
    '://a:',
    'eyJ-',
    'a=',
    'a: ',
    'curl -u',
    'mysql -p',
    'Aa1!',
    '"a":"',
    '--a ',
    'xoxb-a-',
    ' ',
    'your-',
    '/a',
    'dummy ',
    'A1',
    '{{',
    '-',
    '\n',
  ]
  for (const piece of pieces) {
    const value = `${piece.repeat(Math.ceil(65_536 / piece.length))}!`
    const start = performance.now()
    facts(value)
    expect(performance.now() - start, JSON.stringify(piece)).toBeLessThan(1000)
  }
})
