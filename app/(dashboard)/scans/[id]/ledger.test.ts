import { expect, test } from 'vitest'
import type { LedgerEntry } from '#lib/data/store/ledger.ts'
import { ledgerLines, timeText } from './ledger.ts'

const entry = (action: string, region: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  action,
  region,
  count: 2,
  retried: 1,
  throttled: 0,
  denied: 0,
  failed: 0,
  bytes: 1_000,
  millis: 40,
  ...more,
})

test('an action stands once with the sum of its regions, the busiest first', () => {
  const entries = [entry('ecs:ListTasks', 'a-1'), entry('ec2:DescribeVpcs', 'a-1'), entry('ecs:ListTasks', 'b-1')]
  const { lines, hidden, total } = ledgerLines(entries, false)
  expect(lines).toEqual([
    { ...entry('ecs:ListTasks', '2 regions'), count: 4, retried: 2, bytes: 2_000, millis: 80 },
    entry('ec2:DescribeVpcs', 'a-1'),
  ])
  expect(hidden).toBe(0)
  expect(total).toMatchObject({ action: 'All', region: '2 regions', count: 6, bytes: 3_000 })
})

test('as a whole each region stands for itself', () => {
  const entries = [entry('ecs:ListTasks', 'a-1'), entry('ecs:ListTasks', 'b-1', { count: 3 })]
  expect(ledgerLines(entries, true).lines.map(({ region }) => region)).toEqual(['b-1', 'a-1'])
})

test('actions beyond the busiest are counted, those with trouble shown all the same', () => {
  const entries = Array.from({ length: 14 }, (_, place) => entry(`ecs:Action${place}`, 'a-1', { count: 20 - place }))
  const { lines, hidden } = ledgerLines([...entries, entry('iam:GetRole', 'a-1', { count: 1, denied: 1 })], false)
  expect(lines.map(({ action }) => action)).toContain('iam:GetRole')
  expect([lines.length, hidden]).toEqual([11, 4])
})

test('amounts of data and time keep the unit in which they are read', () => {
  expect([0.4, 999, 2_449].map(timeText)).toEqual(['0\u00a0ms', '999\u00a0ms', '2.4\u00a0s'])
})
