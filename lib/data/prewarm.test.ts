import { beforeAll, expect, test } from 'vitest'
import { pool } from './client.ts'
import { prewarm } from './prewarm.ts'
import { setupTestDatabase } from './testing/database.ts'
import { scanTestEstate } from './testing/estate.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

test('what lists are found by is in the memory of Postgres, all of it, though nobody has asked for a list', async () => {
  await pool().query('create extension pg_buffercache')
  const inMemory = `select (pg_relation_size(name) / 8192)::int as pages, (select count(*)::int from pg_buffercache b
      where b.reldatabase = (select oid from pg_database where datname = current_database())
        and b.relfilenode = pg_relation_filenode(name) and b.relforknumber = 0) as cached
    from unnest(array['finding', 'finding_by_rank', 'finding_by_check', 'resource']::regclass[]) name`
  const evict = 'select pg_buffercache_evict_relation(name) from unnest($1::regclass[]) name'
  await pool().query(evict, [['finding', 'finding_by_rank', 'finding_by_check', 'resource']])
  const before = await pool().query<{ pages: number; cached: number }>(inMemory)
  expect(before.rows.some(({ pages, cached }) => cached < pages)).toBe(true)
  expect(await prewarm()).toBeGreaterThan(0)
  const { rows } = await pool().query<{ pages: number; cached: number }>(inMemory)
  expect(rows.map(({ cached }) => cached)).toEqual(rows.map(({ pages }) => pages))
})

test('a database that does without the extension is read by its lists alone', async () => {
  await pool().query('drop extension pg_prewarm')
  expect(await prewarm()).toBe(0)
})
