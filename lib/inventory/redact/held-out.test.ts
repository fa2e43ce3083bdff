import { describe, expect, test } from 'vitest'
import { classifyValue } from './classify.ts'
import { classifyCommand } from './command.ts'
import { redactOptions } from './options.ts'
import { heldOutHarmless } from './testing/held-out-harmless.ts'
import { heldOutPlanted, type Placed } from './testing/held-out-planted.ts'
import { secretVerdict } from './verdict.ts'

const KEY = 'test-digest-key'

/** As a container is judged: a command as a whole and word by word, a named value with its name. */
function isFound(placed: Placed): boolean {
  if ('words' in placed) {
    const { text, each } = classifyCommand(placed.words, KEY)
    return [text, ...each].some((facts) => secretVerdict(undefined, facts))
  }
  const { name, value } = placed
  const { redactedOptions } = redactOptions({ [name]: value }, KEY)
  return [classifyValue(value, KEY), ...redactedOptions.map((option) => option.value)].some((facts) =>
    secretVerdict(name, facts),
  )
}

describe('a corpus by another author', () => {
  const planted = heldOutPlanted(62)
  const harmless = heldOutHarmless(62)
  const missed = planted.filter((placed) => !isFound(placed))
  const alarms = harmless.filter(isFound)
  const found = planted.length - missed.length

  test('holds at least 200 planted secrets and 300 harmless look-alikes', () => {
    expect(planted.length).toBeGreaterThanOrEqual(200)
    expect(harmless.length).toBeGreaterThanOrEqual(300)
  })

  test('at least 98 % of its secrets are found', () => {
    console.info(`held out: recall ${(found / planted.length).toFixed(4)} over ${planted.length} planted secrets`)
    expect(found / planted.length, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.98)
  })

  test('at least 95 % of what is found in it are secrets', () => {
    const precision = found / (found + alarms.length)
    console.info(
      `held out: precision ${precision.toFixed(4)}, ${alarms.length} of ${harmless.length} look-alikes found`,
    )
    expect(precision, JSON.stringify(alarms, null, 1)).toBeGreaterThanOrEqual(0.95)
  })
})
