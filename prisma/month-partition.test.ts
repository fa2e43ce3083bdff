import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#lib/data/testing/database.ts'

const makePartition = `select month_partition('finding_event', '2031-05-06T07:08:09Z')`

test('two sessions that need the same new partition at once both get it', async () => {
  const database = await createTestDatabase()
  const [first, second] = [await connect(database.url), await connect(database.url)]
  onTestFinished(async () => {
    await Promise.all([first.end(), second.end()])
    await database.drop()
  })
  await first.query('begin')
  await first.query(makePartition)
  const waiting = second.query(makePartition)
  await expect.poll(() => sessionsWaiting(first)).toBe(1)
  await first.query('commit')
  await waiting
  const { rows } = await first.query(`select to_regclass('finding_event_2031_05') is not null as there`)
  expect(rows).toEqual([{ there: true }])
})

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

async function sessionsWaiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    `select count(*)::int as waiting from pg_locks l join pg_database d on d.oid = l.database
     where not granted and d.datname = current_database()`,
  )
  return rows[0].waiting
}
