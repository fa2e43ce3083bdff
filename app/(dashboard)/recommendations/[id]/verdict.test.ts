import { expect, test } from 'vitest'
import { findRule } from '#app/_lib/checks.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import { recommendation } from '#lib/frameworks/recommendations.ts'
import { noCounts } from '#lib/score/counts.ts'
import { verdictOf } from './verdict.ts'

const none: Standing = {
  ...noCounts({ check: 'ctr-non-root-user', pillar: 'security', weight: 'medium' }),
  status: 'not_applicable',
}
const entry = recommendation('ctr-non-root-user')
const verdict = (standing: Partial<Standing>) => verdictOf(entry, findRule(entry.id), { ...none, ...standing })

test('a verdict says what fails, and never that what is unknown passes', () => {
  expect(verdict({ fail: 2, pass: 3, unknown: 1 })).toBe('Container runs as root: 2 of 5 fail')
  expect(verdict({ pass: 3, unknown: 1, waiting: 1 })).toBe(`2 unknown: ${entry.title}`)
  expect(verdict({ pass: 3, excepted: 1 })).toBe(`1 under exception: ${entry.title}`)
  expect(verdict({ pass: 3 })).toBe(`All 3 pass: ${entry.title}`)
  expect(verdict({})).toBe(`Nothing to judge: ${entry.title}`)
})

test('what has no check or no scan says so', () => {
  expect(verdictOf(entry, findRule(entry.id))).toBe(`Not scanned yet: ${entry.title}`)
  const unchecked = recommendation('net-nat-per-az')
  expect(verdictOf(unchecked, undefined)).toBe(`Not yet checked: ${unchecked.title}`)
})
