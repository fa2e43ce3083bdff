import { expect, test } from 'vitest'
import { runAnswers, trialsOf } from './answers.ts'

/** Eight of those that last, one of each kind; the bench makes them all. What passes has a test of its own. */
const all = trialsOf(1).filter(({ action }) => action !== undefined)
const step = Math.floor(all.length / 8) | 1
const sample = all.filter((_, index) => index % step === 5)

test('no kind of bad answer crashes a scan, turns it in circles, loses a record in silence, or passes or fails a check', async () => {
  const { figures, notes } = await runAnswers(sample)
  expect(notes).toEqual([])
  expect(figures.filter(({ holds }) => holds === false)).toEqual([])
  expect(new Set(sample.map(({ kind }) => kind)).size).toBeGreaterThan(5)
}, 180_000)
