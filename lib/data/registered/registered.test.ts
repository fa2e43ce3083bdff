import { beforeEach, expect, test } from 'vitest'
import type { Registrations } from '#lib/engine/registrations.ts'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf } from '../testing/scans.ts'
import { countUnusedRevisions, listUnusedRevisions, readUntoldRegions } from './read.ts'

setupTestDatabase()

beforeEach(async () => {
  await pool().query('truncate aws_account, outcome, finding, finding_event, resource, tally, api_call cascade')
  await pool().query('truncate task_definition_revision')
  await addTestAccount(production, 'prod')
})

const inUse = (used: number[], active = [1, 2, 3, 4, 5]): Registrations[] => [
  { region: 'eu-west-1', families: [{ family: 'web', active, used }] },
]
const scanned = (registrations: Registrations[] | undefined, at: string) =>
  scanOf([containerOutcome('web', 'pass')], { registrations, at })
const listed = async () => (await listUnusedRevisions(administrator, {})).rows
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

test('ACTIVE revisions that nothing uses are listed, with what a rollback or the bare name of the family may need', async () => {
  await scanned(inUse([3]), daysAgo(1))
  expect(await listed()).toEqual([
    expect.objectContaining({ account: { id: production, alias: 'prod' }, family: 'web', revision: 1 }),
    expect.objectContaining({ revision: 2, caution: 'rollback' }),
    expect.objectContaining({ revision: 4 }),
    expect.objectContaining({ revision: 5, caution: 'newest' }),
  ])
  expect(await countUnusedRevisions(administrator, {})).toEqual({ revisions: 4, families: 1, cautions: 2 })
  expect((await listed())[0]).not.toHaveProperty('caution')
})

test('a revision that leaves use keeps the day, and needs care for 30 days', async () => {
  await scanned(inUse([1]), daysAgo(50))
  await scanned(inUse([2]), daysAgo(40))
  await scanned(inUse([4]), daysAgo(10))
  const told = (await listed()).map(({ revision, leftUse, caution }) => [revision, leftUse?.slice(0, 10), caution])
  expect(told).toEqual([
    [1, daysAgo(40).slice(0, 10), undefined],
    [2, daysAgo(10).slice(0, 10), 'rollback'],
    [3, undefined, 'rollback'],
    [5, undefined, 'newest'],
  ])
})

test('a revision that is used again, or deregistered, has no such day any more', async () => {
  await scanned(inUse([1, 2]), daysAgo(50))
  await scanned(inUse([4]), daysAgo(40))
  await scanned(inUse([1, 4], [1, 4]), daysAgo(30))
  await scanned(inUse([4], [1, 2, 4]), daysAgo(5))
  expect((await listed()).map(({ revision, leftUse }) => [revision, leftUse?.slice(0, 10)])).toEqual([
    [1, daysAgo(5).slice(0, 10)],
    [2, undefined],
  ])
})

test('what did not change is not written, and a family without revisions is gone', async () => {
  await scanned(inUse([3]), daysAgo(3))
  const place = async () => (await pool().query('select ctid::text from registered_family')).rows
  const before = await place()
  await scanned(inUse([3]), daysAgo(2))
  expect(await place()).toEqual(before)
  await scanned([{ region: 'eu-west-1', families: [] }], daysAgo(1))
  expect(await place()).toEqual([])
})

test('a scan that cannot tell changes nothing, and the region is named with the time of the last that could', async () => {
  await scanned(undefined, daysAgo(3))
  const account = { id: production, alias: 'prod' }
  expect(await readUntoldRegions(administrator, {})).toEqual([{ account, region: 'eu-west-1' }])
  await scanned(inUse([3]), daysAgo(2))
  expect(await readUntoldRegions(administrator, {})).toEqual([])
  const at = daysAgo(1)
  await scanned(undefined, at)
  expect(await listed()).toHaveLength(4)
  expect((await readUntoldRegions(administrator, {}))[0]?.toldAt).toMatch(daysAgo(2).slice(0, 10))
})

test('when it was registered is told of revisions that were read', async () => {
  await scanned(inUse([]), daysAgo(1))
  await pool().query(
    `insert into task_definition_revision (arn, account, region, definition, detectors, read_at)
     values ($1, $2, 'eu-west-1', '{"registeredAt": "2026-01-02T03:04:05.000Z"}', 'd', now())`,
    [`arn:aws:ecs:eu-west-1:${production}:task-definition/web:2`, production],
  )
  expect((await listed()).map(({ registeredAt }) => registeredAt?.slice(0, 10))).toEqual([
    undefined,
    '2026-01-02',
    undefined,
    undefined,
    undefined,
  ])
})

test('pages follow each other, and words narrow by the family', async () => {
  await scanned(
    [{ region: 'eu-west-1', families: ['web', 'web-50%_off'].map((family) => ({ family, active: [1, 2], used: [] })) }],
    daysAgo(1),
  )
  const first = await listUnusedRevisions(administrator, {}, { size: 3 })
  const second = await listUnusedRevisions(administrator, {}, { size: 3, after: first.next })
  expect([...first.rows, ...second.rows].map(({ family, revision }) => `${family}:${revision}`)).toEqual([
    ...['web:1', 'web:2', 'web-50%_off:1', 'web-50%_off:2'],
  ])
  expect((await listUnusedRevisions(administrator, { text: '50%_' })).rows).toHaveLength(2)
})
