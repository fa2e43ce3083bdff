import { expect, test } from 'vitest'
import type { ScanDetail, ScanUnit } from '#lib/data/scans.ts'
import { collectorsDone, foremost, regionStates, timelineOf } from './timeline.ts'

const start = '2026-11-22T10:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString()

const unit = (region: string, collector: string, more: Partial<ScanUnit> = {}): ScanUnit => ({
  region,
  collector,
  state: 'done',
  calls: 2,
  gaps: 0,
  startedAt: at(1),
  finishedAt: at(3),
  ...more,
})

const scan = (units: ScanUnit[], more: Partial<ScanDetail> = {}): ScanDetail => ({
  id: 7,
  account: { id: '111122223333', alias: 'prod' },
  state: 'running',
  trigger: 'manual',
  progress: { done: 0, total: units.length },
  cancelRequested: false,
  createdAt: start,
  startedAt: start,
  gapCount: 0,
  partial: false,
  regions: [],
  settings: {},
  units,
  gaps: [],
  ledger: [],
  ...more,
})

test('every collector has a bar in each region, from its start to its end', () => {
  const { lanes, rows, now } = timelineOf(
    scan([unit('eu-west-1', 'tasks'), unit('us-east-1', 'tasks', { startedAt: at(2), finishedAt: at(8) })]),
    new Date(at(10)),
  )
  expect(lanes).toEqual(['eu-west-1', 'us-east-1'])
  expect(now).toBe(10)
  expect(rows).toMatchObject([
    {
      collector: 'tasks',
      state: 'done',
      calls: 4,
      lanes: [
        { from: 1, to: 3, kind: 'done' },
        { from: 2, to: 8, kind: 'done' },
      ],
    },
  ])
})

test('what still runs reaches to now, what has not begun waits, and a gap is seen', () => {
  const { rows } = timelineOf(
    scan([
      unit('eu-west-1', 'tasks', { state: 'running', finishedAt: undefined }),
      unit('eu-west-1', 'images', { gaps: 1, note: 'ecr:BatchGetImage denied' }),
      unit('eu-west-1', 'logs', { state: 'waiting', startedAt: undefined, finishedAt: undefined }),
    ]),
    new Date(at(5)),
  )
  expect(rows.map(({ state, lanes }) => [state, lanes[0]])).toEqual([
    ['running', { from: 1, to: 5, kind: 'run' }],
    ['done', { from: 1, to: 3, kind: 'gap' }],
    ['waiting', { text: 'waiting' }],
  ])
  expect(rows[1]?.note).toBe('ecr:BatchGetImage denied')
})

test('what belongs to the account as a whole is drawn once', () => {
  const { rows } = timelineOf(
    scan([unit('eu-west-1', 'tasks'), unit('us-east-1', 'tasks'), unit('global', 'iam')]),
    new Date(at(5)),
  )
  expect(rows[1]?.lanes).toEqual([{ from: 1, to: 3, kind: 'done' }, { text: 'account-wide' }])
})

test('many regions share a lane, and each has its line below', () => {
  const units = ['a', 'b', 'c', 'd'].map((name, index) => unit(`${name}-1`, 'tasks', { finishedAt: at(3 + index) }))
  const { lanes, rows, seconds } = timelineOf(scan(units, { finishedAt: at(9) }), new Date(at(99)))
  expect(lanes).toEqual(['4 regions'])
  expect(rows[0]?.lanes).toEqual([{ from: 1, to: 6, kind: 'done' }])
  expect(seconds).toBe(6)
  expect(regionStates(units)).toHaveLength(4)
})

test('a collector counts as done when all its regions are', () => {
  const half = [unit('a-1', 'tasks'), unit('b-1', 'tasks', { state: 'running' }), unit('a-1', 'logs')]
  expect(collectorsDone(half)).toEqual({ done: 1, total: 2, text: '1 of 2 collectors done' })
})

test('of many collectors the slowest show at first, in the order in which they began, and all with trouble', () => {
  const quick = Array.from({ length: 20 }, (_, place) => unit('a-1', `quick-${place}`, { finishedAt: at(1.1) }))
  const units = [unit('a-1', 'slow-first'), ...quick, unit('a-1', 'slow-last')]
  const troubled = quick.map((each, place) => (place === 19 ? { ...each, gaps: 1 } : each))
  const names = (all: ScanUnit[]) => foremost(timelineOf(scan(all), new Date(at(10))).rows).map((row) => row.collector)
  expect(names(units)).toHaveLength(12)
  expect([names(units).at(0), names(units).at(-1)]).toEqual(['slow-first', 'slow-last'])
  expect(names([unit('a-1', 'slow-first'), ...troubled, unit('a-1', 'slow-last')])).toContain('quick-19')
})
