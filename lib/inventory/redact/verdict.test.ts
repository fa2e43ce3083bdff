import { describe, expect, test } from 'vitest'
import { classifyValue } from './classify.ts'
import { plantedSamples, type Sample } from './testing/corpus.ts'
import { harmlessSamples } from './testing/look-alikes.ts'
import { secretVerdict } from './verdict.ts'

const KEY = 'test-digest-key'
const verdictOf = ({ name, value }: Sample) =>
  secretVerdict(name === 'command' ? undefined : name, classifyValue(value, KEY))

describe('labelled corpus', () => {
  const planted = plantedSamples(20241122)
  const harmless = harmlessSamples(20241122)
  const missed = planted.filter((sample) => !verdictOf(sample))
  const alarms = harmless.filter((sample) => verdictOf(sample))
  const found = planted.length - missed.length

  test('holds at least 200 planted secrets and 300 harmless look-alikes', () => {
    expect(planted.length).toBeGreaterThanOrEqual(200)
    expect(harmless.length).toBeGreaterThanOrEqual(300)
  })

  test('finds at least 98 % of the planted secrets', () => {
    console.info(`recall ${(found / planted.length).toFixed(4)} over ${planted.length} planted secrets`)
    expect(found / planted.length, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.98)
  })

  test('at least 95 % of what it finds are secrets', () => {
    const precision = found / (found + alarms.length)
    console.info(`precision ${precision.toFixed(4)}, ${alarms.length} of ${harmless.length} look-alikes found`)
    expect(precision, JSON.stringify(alarms, null, 1)).toBeGreaterThanOrEqual(0.95)
  })
})

describe('verdict', () => {
  const rule = (name: string | undefined, value: string) => secretVerdict(name, classifyValue(value, KEY))?.rule

  test('a known format wins over the name', () => {
    expect(rule('DB_PASSWORD', 'postgres://app:s3cr3tvalue@db.internal/ledger')).toBe('pattern')
  })

  test('a secret name fails with any value that can be one', () => {
    expect(rule('DB_PASSWORD', 'hunter2')).toBe('name')
    expect(rule('DB_PIN_TOKEN', '12345678')).toBe('name')
    expect(rule('DB_PIN_TOKEN', '1234567')).toBeUndefined()
    expect(rule('AWS_SECRET_ACCESS_KEY', '')).toBeUndefined()
  })

  test('randomness is a suspicion, except under names of public values and for command words of known shapes', () => {
    expect(rule('UPSTREAM', 'q7Zt0LxV9bN3mK8wR2yH5cJ1')).toBe('entropy')
    expect(rule(undefined, 'q7Zt0LxV9bN3mK8wR2yH5cJ1')).toBe('entropy')
    expect(rule('CLIENT_ID', 'q7Zt0LxV9bN3mK8wR2yH5cJ1')).toBeUndefined()
  })
})
