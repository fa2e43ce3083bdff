import { beforeEach, expect, test } from 'vitest'
import type { Resource } from '#lib/engine/resources.ts'
import { controlsFor } from '#lib/frameworks/controls-for.ts'
import { pool } from '../client.ts'
import type { FindingFilter } from '../findings/filter.ts'
import { listFindings } from '../findings/list.ts'
import { readRequirements } from '../guide/frameworks.ts'
import { readRecommendation } from '../guide/recommendation.ts'
import { readStandings } from '../guide/standings.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf, staging } from '../testing/scans.ts'
import { readDoFirst } from './do-first.ts'
import { readOpenGaps } from './gaps.ts'
import { readPartTrend } from './part-trend.ts'
import { readPosture } from './posture.ts'
import { readRegions } from './regions.ts'
import { readTrend } from './trend.ts'

setupTestDatabase()

beforeEach(async () => {
  await pool().query('truncate aws_account, outcome, finding, finding_event, resource, tally, api_call cascade')
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
})

const in_ = (account: string) => ({
  pass: (name: string, check?: string) => containerOutcome(name, 'pass', { account, ...(check && { check }) }),
  fail: (name: string, given = {}) => containerOutcome(name, 'fail', { account, ...given }),
  unknown: (name: string) => containerOutcome(name, 'unknown', { account }),
})
const prod = in_(production)
const stage = in_(staging)
const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString()

test('without an account, and without a scan, there is a posture and no number in it', async () => {
  await pool().query('delete from aws_account where id = $1', [staging])
  const posture = await readPosture(administrator)
  expect(posture).toMatchObject({
    accounts: { total: 1, scanned: 0 },
    overall: { coverage: 100, open: 0 },
    pillars: [],
    failingChecks: 0,
  })
  expect(posture.overall).not.toHaveProperty('value')
  expect(posture).not.toHaveProperty('since')
  expect(posture.severities.map((each) => each.open)).toEqual([0, 0, 0, 0, 0])
  expect(await readTrend(administrator)).toEqual([])
  expect((await readDoFirst(administrator)).rows).toEqual([])
})

test('scores are pooled over the accounts in scope', async () => {
  await scanOf([prod.pass('a'), prod.pass('b'), prod.pass('c')])
  await scanOf([stage.fail('a')], { account: staging })
  expect((await readPosture(administrator)).overall.value).toBe(75)
  expect((await readPosture(administrator, { accounts: [staging] })).overall.value).toBe(0)
  const regions = await readRegions(administrator)
  expect(regions.map(({ account, region, score, open }) => [account.alias, region, score.value, open])).toEqual([
    ['staging', 'eu-west-1', 0, 1],
    ['prod', 'eu-west-1', 100, 0],
  ])
})

test('the second scan says what changed since the first, and the delta of the score', async () => {
  await scanOf([prod.fail('a'), prod.fail('b'), prod.pass('c'), prod.pass('d')])
  expect(await readPosture(administrator)).not.toHaveProperty('since')
  await scanOf([
    prod.pass('a'),
    prod.fail('b'),
    prod.fail('c', { severity: 'critical' }),
    prod.pass('d'),
    prod.pass('e'),
  ])
  const posture = await readPosture(administrator)
  expect(posture.since).toEqual({ opened: 1, regressed: 0, resolved: 1 })
  expect(posture.overall).toMatchObject({ value: 60, delta: 10, grade: 'D', critical: 1, open: 2 })
  expect(posture.severities.map(({ severity, open, opened, resolved }) => [severity, open, opened, resolved])).toEqual([
    ['critical', 1, 1, 0],
    ['high', 0, 0, 0],
    ['medium', 1, 0, 1],
    ['low', 0, 0, 0],
    ['info', 0, 0, 0],
  ])
})

test('what changed since the scan before is what its links list, also when a scan of a part came after', async () => {
  const listed = async (filter: FindingFilter) => (await listFindings(administrator, filter)).rows.length
  const extent = { clusters: new Set([`arn:aws:ecs:eu-west-1:${production}:cluster/main`]) }
  await scanOf([prod.fail('a'), prod.fail('b'), prod.fail('c'), prod.pass('d')])
  await scanOf([prod.pass('a'), prod.fail('b'), prod.fail('c'), prod.pass('d')], { at: day(1) })
  await scanOf([prod.pass('b'), prod.fail('d')], { at: day(0), extent, settings: { clusters: ['main'] } })
  const { since } = await readPosture(administrator)
  expect(since).toEqual({ opened: 1, regressed: 0, resolved: 2 })
  expect(await listed({ tab: 'new' })).toBe(1)
  expect(await listed({ tab: 'resolved', resolvedByLatestScan: true })).toBe(2)
})

test('a scan of a part with other checks leaves nothing to compare, and the trend as it was', async () => {
  await scanOf([prod.pass('a'), prod.pass('b')], { at: day(2) })
  await scanOf([prod.pass('a'), prod.pass('b')], { at: day(1) })
  const checkSet = { count: 4, hash: 'set-2' }
  await scanOf([prod.fail('a', { severity: 'critical' })], { at: day(0), settings: { clusters: ['main'] }, checkSet })
  expect(await readPosture(administrator)).not.toHaveProperty('since')
  expect((await readTrend(administrator)).at(-1)?.value).toBe(100)
})

test('a change of the check set is no change of the estate, and marks the trend', async () => {
  await scanOf([prod.pass('a'), prod.pass('b')], { at: day(1) })
  await scanOf([prod.fail('a'), prod.pass('b')], { at: day(0), checkSet: { count: 4, hash: 'set-2' } })
  const posture = await readPosture(administrator)
  expect(posture).not.toHaveProperty('since')
  expect(posture.overall).not.toHaveProperty('delta')
  expect(posture.severities.every((each) => each.opened === 0)).toBe(true)
  const trend = await readTrend(administrator)
  expect(trend.map(({ value, checkSetChanged }) => [value, checkSetChanged])).toEqual([
    [100, undefined],
    [50, { from: 3, to: 4 }],
  ])
})

test('the trend carries each account on from its last scan', async () => {
  await scanOf([prod.pass('a')], { at: day(3) })
  await scanOf([stage.fail('a')], { account: staging, at: day(1) })
  const trend = await readTrend(administrator, {}, 7)
  expect(trend.map(({ day: date, value }) => [date, value])).toEqual([
    [day(3).slice(0, 10), 100],
    [day(2).slice(0, 10), 100],
    [day(1).slice(0, 10), 50],
    [day(0).slice(0, 10), 50],
  ])
})

test('a service and its cluster have scores of their own, written when they differ, with a trend', async () => {
  const cluster = `arn:aws:ecs:eu-west-1:${production}:cluster/main`
  const service = (name: string) => `arn:aws:ecs:eu-west-1:${production}:service/main/${name}`
  const trendOf = async (part: string) =>
    (await readPartTrend(administrator, { account: production, part })).map((point) => [
      point.day,
      point.value,
      point.checkSetChanged,
    ])
  const written = async () => (await pool().query('select part, at from part_score')).rowCount
  await scanOf([prod.fail('a'), prod.pass('b')], { at: day(3) })
  expect(await written()).toBe(3)
  await scanOf([prod.fail('a'), prod.pass('b')], { at: day(2) })
  expect(await written()).toBe(3)
  await scanOf([prod.pass('a'), prod.pass('b')], { at: day(1) })
  expect(await written()).toBe(5)
  expect((await trendOf(service('a'))).map(([, value]) => value)).toEqual([0, 0, 100, 100])
  expect((await trendOf(service('b'))).map(([, value]) => value)).toEqual([100, 100, 100, 100])
  expect((await trendOf(cluster)).map(([, value]) => value)).toEqual([50, 50, 100, 100])
  await scanOf([prod.pass('a')], { at: day(0), checkSet: { count: 4, hash: 'set-2' } })
  expect((await trendOf(service('a'))).at(-1)).toEqual([day(0).slice(0, 10), 100, { from: 3, to: 4 }])
  expect((await trendOf(service('b'))).at(-1)).toEqual([day(0).slice(0, 10), undefined, { from: 3, to: 4 }])
})

test('unknown lowers the coverage, and below 80 % there is no number', async () => {
  await scanOf([prod.pass('a'), prod.unknown('b')])
  const { overall, beside } = await readPosture(administrator)
  expect(overall).toMatchObject({ coverage: 50 })
  expect(overall).not.toHaveProperty('value')
  expect(beside.unknown).toBe(1)
})

test('what is only registered and what is excepted stands beside the score', async () => {
  await scanOf([prod.pass('a'), prod.fail('old', { usage: 'registered' })])
  expect(await readPosture(administrator)).toMatchObject({ overall: { value: 100 }, beside: { registered: 1 } })
})

test('first to do is the most urgent, with the gain of fixing it', async () => {
  const service = (name: string, exposed: boolean): Resource => ({
    key: `arn:aws:ecs:eu-west-1:${production}:service/main/${name}`,
    type: 'ecs-service',
    name,
    region: 'eu-west-1',
    tags: {},
    environment: 'production',
    exposed,
    relations: [],
    configuration: {},
  })
  await scanOf(
    [
      prod.fail('shop'),
      prod.fail('batch', { check: 'scr-no-plaintext-env' }),
      prod.pass('a', 'scr-no-plaintext-env'),
      prod.fail('b', { check: 'dep-deregistration-delay', severity: 'low' }),
    ],
    { resources: [service('shop', true), service('batch', false)] },
  )
  const { rows, after } = await readDoFirst(administrator, {}, 2)
  expect(
    rows.map(({ check, exposed, production: inProduction, failing, judged }) => [
      check,
      exposed,
      inProduction,
      failing,
      judged,
    ]),
  ).toEqual([
    ['ctr-non-root-user', 1, 1, 1, 1],
    ['scr-no-plaintext-env', 0, 1, 1, 2],
  ])
  expect(rows[1]?.gain).toBeCloseTo((100 * 7 * 0.5) / 11, 6)
  expect(after.value).toBe(90)
})

test('gaps of the latest scan alone are open', async () => {
  const gap = { section: 'imageConfigs', region: 'eu-west-1', action: 'ecr:BatchGetImage', reason: 'denied' } as const
  await scanOf([prod.unknown('a')], { gaps: [{ ...gap, errorCode: 'AccessDeniedException' }] })
  expect(await readOpenGaps(administrator)).toMatchObject([
    {
      account: { alias: 'prod' },
      action: 'ecr:BatchGetImage',
      reason: 'denied',
      unknown: 1,
      checks: ['ctr-non-root-user'],
    },
  ])
  await scanOf([prod.pass('a')])
  expect(await readOpenGaps(administrator)).toEqual([])
})

test('requirements of a framework follow the checks that decide a part of them', async () => {
  const states = async () => {
    const standings = await readRequirements(administrator, 'pci-dss-4.0.1')
    return Object.fromEntries(standings.map(({ id, state }) => [id, state]))
  }
  const before = await states()
  expect(new Set(Object.values(before))).toEqual(new Set(['not_assessed', 'manual']))
  await scanOf([prod.fail('a'), prod.fail('b', { check: 'scr-no-plaintext-env' })])
  const after = await states()
  const broken = Object.keys(after).filter((id) => after[id] === 'not_met')
  const direct = controlsFor('scr-no-plaintext-env')['pci-dss-4.0.1'].direct
  expect(broken.length).toBeGreaterThan(0)
  expect(broken.some((id) => direct.includes(id))).toBe(true)
})

test('a recommendation shows where it fails, where it cannot tell and what fixing gains', async () => {
  await scanOf([prod.fail('a'), prod.unknown('b'), prod.pass('c'), prod.pass('d'), prod.pass('e'), prod.pass('f')])
  const standing = (await readStandings(administrator)).get('ctr-non-root-user')
  expect(standing).toMatchObject({ status: 'fail', fail: 1, unknown: 1, pass: 4, worst: 'medium', gain: 20 })
  const detail = await readRecommendation(administrator, 'ctr-non-root-user')
  expect(detail.subjects.map(({ status, subject }) => [status, subject.name])).toEqual([
    ['fail', 'a / app'],
    ['unknown', 'b / app'],
    ...['c', 'd', 'e', 'f'].map((name) => ['pass', `${name} / app`]),
  ])
  expect([detail.now.value, detail.after.value]).toEqual([80, 100])
  expect(await readRecommendation(administrator, 'never-evaluated')).toMatchObject({ subjects: [], trend: [] })
})
