import { beforeEach, describe, expect, test } from 'vitest'
import { addAccount, setPaused } from '../accounts.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import type { Viewer } from '../viewer.ts'
import { noteDue, queueDue } from './due.ts'
import { listRuns } from './runs.ts'
import {
  addSchedule,
  deleteSchedule,
  findSchedule,
  listSchedules,
  type ScheduleInput,
  setSchedulePaused,
  updateSchedule,
} from './schedules.ts'

setupTestDatabase()

const admin: Viewer = { userId: 'ada', role: 'admin', accounts: 'all' }
const one: Viewer = { userId: 'olaf', role: 'operator', accounts: ['111111111111'] }
const ids = ['111111111111', '222222222222', '333333333333']

const nightly: ScheduleInput = {
  name: 'Nightly',
  cron: '0 2 * * *',
  timeZone: 'UTC',
  target: { kind: 'all' },
  catchUp: true,
  spreadMinutes: 0,
}

beforeEach(async () => {
  await pool().query('truncate schedule, scheduled_scan, scan, aws_account cascade')
  for (const [index, id] of ids.entries()) {
    const environment = index === 0 ? 'production' : 'staging'
    await addAccount(admin, { id, alias: `a${index}`, kind: 'server-credentials', defaultTags: { environment } })
  }
})

/** A schedule whose next time is the one given. */
async function due(at: string, input: Partial<ScheduleInput> = {}): Promise<number> {
  const id = await addSchedule(admin, { ...nightly, ...input })
  await pool().query('update schedule set next_at = $2 where id = $1', [id, at])
  return id
}

const scans = async () => (await pool().query('select account, trigger, requested_by from scan order by account')).rows

async function keepClock(now: string) {
  await noteDue(new Date(now))
  return queueDue(new Date(now))
}

describe('a schedule that falls due', () => {
  test('queues one scan of each account, and goes on to its next time', async () => {
    const id = await due('2026-11-02T02:00:00Z')
    expect(await keepClock('2026-11-02T01:59:59Z')).toEqual([])
    expect(await keepClock('2026-11-02T02:00:01Z')).toHaveLength(3)
    expect(await keepClock('2026-11-02T02:00:30Z')).toEqual([])
    expect(await scans()).toEqual(ids.map((account) => ({ account, trigger: 'schedule', requested_by: 'system' })))
    expect((await findSchedule(admin, id))?.next[0]).toBe('2026-11-03T02:00:00.000Z')
    expect((await listRuns(admin, id)).map(({ state }) => state)).toEqual(['started', 'started', 'started'])
  })

  test('is fired by two schedulers at once, and runs once', async () => {
    await due('2026-11-02T02:00:00Z')
    const now = '2026-11-02T02:00:01Z'
    const queued = (await Promise.all(Array.from({ length: 8 }, () => keepClock(now)))).flat()
    const late = await keepClock(now)
    expect([...queued, ...late]).toHaveLength(3)
    expect(new Set([...queued, ...late]).size).toBe(3)
    expect(await scans()).toHaveLength(3)
  })

  test('while a scan of an account runs is refused there in words, and goes on elsewhere', async () => {
    await pool().query(`insert into scan (account, trigger) values ($1, 'manual')`, [ids[0]])
    const id = await due('2026-11-02T02:00:00Z')
    expect(await keepClock('2026-11-02T02:00:01Z')).toHaveLength(2)
    const runs = await listRuns(admin, id)
    expect(runs.find(({ account }) => account === ids[0])).toMatchObject({
      state: 'refused',
      note: expect.stringMatching(/already running/),
    })
  })

  test('leaves paused accounts alone', async () => {
    await setPaused(admin, '222222222222', true)
    await due('2026-11-02T02:00:00Z')
    await keepClock('2026-11-02T02:00:01Z')
    expect((await scans()).map(({ account }) => account)).toEqual(['111111111111', '333333333333'])
  })

  test('spreads its accounts over the minutes it was given, the same in every process', async () => {
    const id = await due('2026-11-02T02:00:00Z', { spreadMinutes: 60 })
    await keepClock('2026-11-02T02:00:01Z')
    const offsets = (await listRuns(admin, id)).map(
      ({ runAt }) => Date.parse(runAt) - Date.parse('2026-11-02T02:00:00Z'),
    )
    expect(Math.max(...offsets)).toBeLessThan(3_600_000)
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0)
    expect(new Set(offsets).size).toBe(3)
    await keepClock('2026-11-02T03:00:00Z')
    expect(await scans()).toHaveLength(3)
  })
})

describe('a time that passed while no process ran', () => {
  test('is made up for once, however many were missed', async () => {
    const id = await due('2026-11-02T02:00:00Z')
    expect(await keepClock('2026-11-05T12:00:00Z')).toHaveLength(3)
    expect((await listRuns(admin, id))[0]?.dueAt).toBe('2026-11-05T02:00:00.000Z')
    expect((await findSchedule(admin, id))?.next[0]).toBe('2026-11-06T02:00:00.000Z')
  })

  test('is noted as missed where it should not be made up for', async () => {
    const id = await due('2026-11-02T02:00:00Z', { catchUp: false })
    expect(await keepClock('2026-11-02T12:00:00Z')).toEqual([])
    expect((await listRuns(admin, id)).map(({ state, note }) => [state, note])).toEqual(
      ids.map(() => ['missed', 'No process ran at that time.']),
    )
  })

  test('of a few minutes is no miss', async () => {
    await due('2026-11-02T02:00:00Z', { catchUp: false })
    expect(await keepClock('2026-11-02T02:14:00Z')).toHaveLength(3)
  })
})

describe('what a schedule scans', () => {
  test('all accounts, and those of an environment, include accounts that are added later', async () => {
    const everything = await addSchedule(admin, nightly)
    const staging = await addSchedule(admin, { ...nightly, target: { kind: 'environment', environment: 'staging' } })
    await addAccount(admin, {
      id: '444444444444',
      alias: 'a4',
      kind: 'server-credentials',
      defaultTags: { environment: 'staging' },
    })
    expect((await findSchedule(admin, everything))?.covers).toBe(4)
    expect((await findSchedule(admin, staging))?.covers).toBe(3)
  })

  test('chosen accounts never become all of them when they are deleted', async () => {
    await due('2026-11-02T02:00:00Z', { target: { kind: 'accounts', accounts: ['333333333333'] } })
    await pool().query('delete from aws_account where id = $1', ['333333333333'])
    expect(await keepClock('2026-11-02T02:00:01Z')).toEqual([])
  })
})

describe('a paused schedule', () => {
  test('falls due no more, and what passed meanwhile is not made up for', async () => {
    const id = await due('2026-11-02T02:00:00Z')
    await setSchedulePaused(admin, id, true)
    await pool().query('update schedule set next_at = $2 where id = $1', [id, '2026-11-02T02:00:00Z'])
    expect(await keepClock('2026-11-04T12:00:00Z')).toEqual([])
    expect((await findSchedule(admin, id))?.next).toEqual([])
    await setSchedulePaused(admin, id, false)
    expect(Date.parse((await findSchedule(admin, id))?.next[0] ?? '')).toBeGreaterThan(Date.now())
  })
})

describe('who may', () => {
  test('an operator of one account schedules that account, and no other', async () => {
    const own = { ...nightly, target: { kind: 'accounts', accounts: ['111111111111'] } } as const
    const id = await addSchedule(one, own)
    expect((await listSchedules(one)).map((schedule) => schedule.id)).toEqual([id])
    await expect(addSchedule(one, nightly)).rejects.toThrow(/by name/)
    const foreign = { ...nightly, target: { kind: 'accounts', accounts: ['222222222222'] } } as const
    await expect(addSchedule(one, foreign)).rejects.toThrow(/may not see account 222222222222/)
    const all = await addSchedule(admin, nightly)
    expect((await listSchedules(one)).map((schedule) => schedule.covers)).toEqual([1, 1])
    await expect(deleteSchedule(one, all)).rejects.toThrow(/by name/)
    const shared = await addSchedule(admin, { ...nightly, target: { kind: 'accounts', accounts: ids } })
    await expect(setSchedulePaused(one, shared, true)).rejects.toThrow(/may not see/)
  })

  test('viewers and auditors read them, and change none', async () => {
    const id = await addSchedule(admin, nightly)
    for (const role of ['viewer', 'auditor'] as const) {
      const reader = { userId: 'v', role, accounts: 'all' } as const
      expect(await listSchedules(reader)).toHaveLength(1)
      await expect(updateSchedule(reader, id, nightly)).rejects.toThrow(/may not do this/)
    }
  })
})

test('every change is in the audit log', async () => {
  const id = await addSchedule(admin, nightly)
  await updateSchedule(admin, id, { ...nightly, cron: '0 3 * * *' })
  await setSchedulePaused(admin, id, true)
  await deleteSchedule(admin, id)
  const { rows } = await pool().query('select verb from audit_log where target = $1 order by id', [`schedule/${id}`])
  expect(rows.map(({ verb }) => verb)).toEqual(['schedule.add', 'schedule.change', 'schedule.pause', 'schedule.delete'])
})

test.each([
  ['no name', { name: ' ' }, /name/],
  ['a spread beyond two hours', { spreadMinutes: 121 }, /0 to 120/],
  ['no account', { target: { kind: 'accounts', accounts: [] } }, /at least one account/],
  ['an unknown account', { target: { kind: 'accounts', accounts: ['999999999999'] } }, /no account 999999999999/],
] as const)('%s is refused in one sentence', async (_, change, sentence) => {
  await expect(addSchedule(admin, { ...nightly, ...change })).rejects.toThrow(sentence)
})
