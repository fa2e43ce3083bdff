import { expect, test } from 'vitest'
import { type FindingLine, findingsCsvHead, findingsCsvLines, findingsCsvName } from './findings-csv.ts'

const names = findingsCsvHead().replace('\uFEFF', '').trim().split(',')
const lineOf = (given: Partial<FindingLine>): FindingLine =>
  Object.assign(Object.fromEntries(names.map((name) => [name, ''])), given)

test('the head is UTF-8 with a byte order mark and names every column', () => {
  expect(findingsCsvHead().startsWith('\uFEFFid,severity,')).toBe(true)
  expect(names).toEqual([...new Set(names)])
})

test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1'])('a name such as %j is no formula', (name) => {
  const [, cell] = findingsCsvLines([lineOf({ severity: name })]).split(',', 2)
  expect(cell).not.toMatch(/^"?[=+\-@\t\r]/)
})

test('a name cannot begin another line or another column', () => {
  expect(
    findingsCsvLines([lineOf({ id: 'a,b\nc' })])
      .trim()
      .split('\n'),
  ).toHaveLength(1)
})

test('the file is named after its account and day', () => {
  const now = new Date('2026-11-22T23:59:00Z')
  expect(findingsCsvName('111122223333', now)).toBe('tidewaiter_111122223333_2026-11-22_findings.csv')
  expect(findingsCsvName(undefined, now)).toBe('tidewaiter_all_2026-11-22_findings.csv')
})
