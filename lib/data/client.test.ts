import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { disconnect, pool, prisma } from './client.ts'
import { setupTestDatabase } from './testing/database.ts'

setupTestDatabase()
afterEach(disconnect)

test('Prisma and plain SQL use the same pool', async () => {
  await prisma().$queryRaw`select 1`
  expect(pool().totalCount).toBe(1)
})

test('nothing connects before the first query, so that pages can be built without a database', () => {
  expect(pool().totalCount).toBe(0)
})

test('without a database the operator is told how to start', () => {
  const url = process.env.DATABASE_URL
  vi.stubEnv('DATABASE_URL', '')
  expect(() => prisma()).toThrow('npm start')
  vi.stubEnv('DATABASE_URL', url)
})

test('a connection that the server ended is replaced by the next query', async () => {
  const { rows } = await pool().query('select pg_backend_pid() as pid')
  const lost = new Promise((resolve) => pool().once('remove', resolve))
  const other = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('select pg_terminate_backend($1)', [rows[0].pid])
  await other.end()
  await lost
  expect((await pool().query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
