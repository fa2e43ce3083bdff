import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, matches, overlaps } from './glob.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 })
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 7 })

/** Slow and plain: the pattern as an anchored regular expression. */
const slow = (glob: string) => new RegExp(`^${glob.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`)

/** A text that the pattern matches, each star filled. */
const instance = fc
  .tuple(pattern, fc.array(text, { minLength: 7, maxLength: 7 }))
  .map(([glob, fills]) => [glob, glob.replaceAll('?', 'b').replace(/\*/g, () => fills.pop() ?? '')] as const)

test('matches what the regular expression matches', () => {
  fc.assert(fc.property(pattern, text, (glob, value) => matches(glob, value) === slow(glob).test(value)))
  fc.assert(fc.property(instance, ([glob, value]) => matches(glob, value)))
})

test('a pattern that covers another matches every text of it', () => {
  fc.assert(
    fc.property(pattern, instance, (wide, [narrow, value]) => {
      if (covers(wide, narrow)) expect(matches(wide, value)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('a pattern covers itself, and a star covers all', () => {
  fc.assert(fc.property(pattern, (glob) => covers(glob, glob) && covers('*', glob)))
})

test.each([
  ['s3:*', 's3:Get*', true],
  ['s3:Get*', 's3:*', false],
  ['*?', '?*', true],
  ['?*', '*', false],
  ['a*', '?', false],
  ['**', '*', true],
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected)
})

test('patterns that match a common text overlap', () => {
  fc.assert(
    fc.property(pattern, instance, (other, [glob, value]) => {
      if (matches(other, value)) expect(overlaps(other, glob)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('patterns overlap only if some short text matches both', () => {
  const letters = ['a', 'b', ':']
  const texts = [0, 1, 2, 3, 4].reduce<string[][]>(
    (lengths) => [...lengths, (lengths.at(-1) ?? []).flatMap((head) => letters.map((letter) => head + letter))],
    [['']],
  )
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 2 })
  fc.assert(
    fc.property(short, short, (a, b) => {
      const common = texts.flat().some((value) => slow(a).test(value) && slow(b).test(value))
      expect(overlaps(a, b)).toBe(common)
    }),
  )
})

test('a hostile pattern takes no more than quadratic time', () => {
  const start = performance.now()
  expect(matches(`${'*a'.repeat(2000)}b`, 'a'.repeat(6000))).toBe(false)
  expect(performance.now() - start).toBeLessThan(2000)
})
