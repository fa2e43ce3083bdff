import { expect, test } from 'vitest'
import { everyTrial, runAnswers } from './answers.ts'

/** Spread over all actions and kinds; the bench makes them all. */
const size = 16
const start = 5
const step = Math.floor(everyTrial.length / size)
const sample = everyTrial.filter((_, index) => index % step === start)

test('no kind of bad answer crashes a scan, turns it in circles, loses a record in silence or passes a check', async () => {
  const { figures, notes } = await runAnswers(sample)
  expect(notes).toEqual([])
  expect(figures.filter(({ holds }) => holds === false)).toEqual([])
  expect(new Set(sample.map(({ kind }) => kind)).size).toBeGreaterThan(5)
})
