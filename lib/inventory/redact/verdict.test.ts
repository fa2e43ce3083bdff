import { describe, expect, test } from 'vitest'
import { classifyValue } from './classify.ts'
import { plantedSamples, type Sample } from './corpus.ts'
import { harmlessSamples } from './look-alikes.ts'
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
