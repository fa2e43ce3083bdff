import { afterAll, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { closeQueues, openQueues } from './boss.ts'
import { enqueue, work } from './jobs.ts'

setupTestDatabase()
afterAll(closeQueues)

test('a message wakes a worker with the id it carries', async () => {
  const heard = Promise.withResolvers<number>()
  await work('scan', async ({ scanId }) => heard.resolve(scanId))
  await enqueue('scan', { scanId: 7 })
  expect(await heard.promise).toBe(7)
})

test('a message that carries more than an id is refused before it is stored', async () => {
  const secret = { scanId: 8, note: 'a secret value' }
  await expect(enqueue('scan', secret)).rejects.toThrow()
  const { rows } = await pool().query('select data::text from pgboss.job')
  expect(JSON.stringify(rows)).not.toContain('a secret value')
})

test('the clock ticks every minute, the sweep and retention come every night, however many processes open the queues', async () => {
  await closeQueues()
  const boss = await openQueues()
  expect((await boss.getSchedules()).map(({ name, cron }) => [name, cron])).toEqual([
    ['clock', '* * * * *'],
    ['retention', '40 3 * * *'],
    ['sweep', '20 2 * * *'],
  ])
})
