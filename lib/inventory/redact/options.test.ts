import { expect, test } from 'vitest'
import { redactOptions } from './options.ts'

const KEY = 'test-digest-key'

test('operational options stay in clear, others become facts', () => {
  const { options, redactedOptions } = redactOptions(
    { 'awslogs-group': '/ecs/ledger', Name: 'cloudwatch_logs', 'splunk-token': 's3cr3tvalue' },
    KEY,
  )
  expect(options).toEqual({ 'awslogs-group': '/ecs/ledger', Name: 'cloudwatch_logs' })
  expect(redactedOptions.map(({ name, value }) => [name, value.length])).toEqual([['splunk-token', 11]])
})

test('an operational option that holds a secret is never in clear', () => {
  const { options, redactedOptions } = redactOptions({ host: 'https://app:s3cr3tvalue@logs.example.com' }, KEY)
  expect(options).toEqual({})
  expect(redactedOptions[0]?.value.patterns).toEqual(['url-password'])
})

test('an option named like a property of objects is an ordinary option', () => {
  const { redactedOptions } = redactOptions(JSON.parse('{"__proto__":"x","constructor":"y"}'), KEY)
  expect(redactedOptions.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
})
