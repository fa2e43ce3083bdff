import { beforeAll, expect, test } from 'vitest'
import { pool } from '../client.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { scanTestEstate } from '../testing/estate.ts'
import { administrator, staging, testChecks } from '../testing/scans.ts'
import { readSubjects } from './subjects.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

const ids = testChecks.slice(0, 2).map(({ id }) => id)

test.each(ids)(
  'whatever %s looked at is told: in use, under exception, registered only, scored elsewhere',
  async (check) => {
    await pool().query(
      `with moved as (
       select number, fingerprint from finding where check_id = $1 and state = 'open' and not excepted limit 1)
     , told as (update outcome set counted_in = fingerprint where fingerprint in (select fingerprint from moved))
     update finding set counted_in = fingerprint where number in (select number from moved)`,
      [check],
    )
    const { rows } = await pool().query<{ id: string; status: string }>(
      `select replace(fingerprint::text, '-', '') as id, status from outcome where check_id = $1 order by 1`,
      [check],
    )
    const subjects = await readSubjects(administrator, check)
    const told = subjects
      .map(({ fingerprint: id, status }) => ({ id, status }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(told).toEqual(rows)
    expect(subjects.some(({ countedIn }) => countedIn)).toBe(true)
  },
)

test('among them are those under exception, those registered only, and what is unknown or passes', async () => {
  const subjects = (await Promise.all(ids.map((id) => readSubjects(administrator, id)))).flat()
  expect(subjects.some(({ excepted }) => excepted)).toBe(true)
  expect(subjects.some(({ usage }) => usage === 'registered')).toBe(true)
  expect(new Set(subjects.map(({ status }) => status))).toEqual(new Set(['fail', 'unknown', 'pass']))
})

test('in some accounts alone they are those of these accounts', async () => {
  const all = await readSubjects(administrator, ids[0] ?? '')
  const some = await readSubjects(administrator, ids[0] ?? '', { accounts: [staging] })
  expect(some).toEqual(all.filter(({ account }) => account.id === staging))
  expect(some.length).toBeGreaterThan(10)
})

test('a fail comes before what is unknown, the worst and oldest first', async () => {
  const order = ['fail', 'unknown', 'manual', 'pass', 'not_applicable']
  const severities = ['critical', 'high', 'medium', 'low', 'info']
  const subjects = await readSubjects(administrator, ids[0] ?? '')
  const places = subjects.map(({ status, severity }) => order.indexOf(status) * 10 + severities.indexOf(severity))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
