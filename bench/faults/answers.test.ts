import { expect, test } from 'vitest'
import { everyTrial, runAnswers } from './answers.ts'

/** Spread over all actions and kinds that last; the bench makes them all. Those that pass have a test of their own. */
const size = 8
const lasting = everyTrial.filter(({ action }) => action !== undefined)
const step = Math.floor(lasting.length / size) | 1
const sample = lasting.filter((_, index) => index % step === 5)

test('no kind of bad answer crashes a scan, turns it in circles, loses a record in silence, or passes or fails a check', async () => {
  const { figures, notes } = await runAnswers(sample)
  expect(notes).toEqual([])
  expect(figures.filter(({ holds }) => holds === false)).toEqual([])
  expect(new Set(sample.map(({ kind }) => kind)).size).toBeGreaterThan(5)
}, 180_000)
