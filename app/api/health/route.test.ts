import { expect, test, vi } from 'vitest'
import { disconnect } from '#lib/data/client.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { beat, leave } from '#lib/data/workers.ts'
import { GET } from './route.ts'

setupTestDatabase()

const health = async () => {
  const response = await GET()
  return { code: response.status, ...(await response.json()) }
}

test('is 200 only while the database answers and a worker is alive', async () => {
  expect(await health()).toMatchObject({ code: 503, status: 'failing', database: 'ok', worker: 'failing' })
  await beat('w1')
  expect(await health()).toMatchObject({
    code: 200,
    status: 'ok',
    database: 'ok',
    worker: 'ok',
    version: expect.any(String),
  })
  await leave('w1')
  expect(await health()).toMatchObject({ code: 503, worker: 'failing' })
})

test('names the database when it cannot be reached', async () => {
  await disconnect()
  const url = process.env.DATABASE_URL
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody:nothing@127.0.0.1:9/none')
  expect(await health()).toMatchObject({ code: 503, database: 'failing', worker: 'failing' })
  await disconnect()
  vi.stubEnv('DATABASE_URL', url)
})
