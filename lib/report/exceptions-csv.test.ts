import { expect, test } from 'vitest'
import { type ExceptionLine, exceptionsCsv } from './exceptions-csv.ts'

const line: ExceptionLine = {
  id: 'E-1',
  state: 'In force',
  kind: 'Risk accepted',
  reason: 'Known, and planned.',
  severity: 'high',
  title: 'Container runs as root',
  check: 'ctr-non-root-user',
  scope: 'every resource in prod',
  finding: '',
  resource: '',
  tag: '',
  account: '111122223333',
  account_name: 'prod',
  findings_covered: '7',
  requested_by: 'H. Novak',
  requested_at: '2026-11-22T08:00:00.000Z',
  approved_by: '',
  approved_at: '',
  expires_at: '2026-12-12T00:00:00.000Z',
  ended_by: '',
  ended_at: '',
  filter: '/exceptions/export',
  exported_at: '2026-11-22T08:00:00.000Z',
}

test('every column of an exception stands under its name, after a byte order mark', () => {
  const [head = '', cells = '', ...others] = exceptionsCsv([{ ...line, reason: 'Planned' }]).split('\n')
  expect(head.startsWith('\uFEFFid,state,')).toBe(true)
  const values = cells.split(',')
  expect(
    Object.fromEntries(
      head
        .slice(1)
        .split(',')
        .map((name, index) => [name, values[index]]),
    ),
  ).toEqual({
    ...line,
    reason: 'Planned',
  })
  expect(others).toEqual([''])
})

test.each(['=cmd|x!A1', '+1', '-1', '@SUM(A1)', '\t=1'])('a reason such as %j is no formula', (reason) => {
  expect(
    exceptionsCsv([{ ...line, state: reason }])
      .split('\n')[1]
      ?.split(',')[1],
  ).not.toMatch(/^"?[=+\-@\t\r]/)
})

test('a reason cannot begin another line', () => {
  expect(
    exceptionsCsv([{ ...line, reason: 'a\r\nE-2,' }])
      .trim()
      .split('\n'),
  ).toHaveLength(2)
})
