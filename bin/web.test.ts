import { expect, onTestFinished, test, vi } from 'vitest'
import { startWeb } from './web.ts'

test('the port is taken at once, and answers 503 until the pages are open', async () => {
  const web = await startWeb({ port: 0 })
  onTestFinished(web.close)
  const response = await fetch(web.url.replace('localhost', '127.0.0.1'))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
})

test('health is 503 and names the parts until the pages are open', async () => {
  const web = await startWeb({ port: 0 })
  onTestFinished(web.close)
  web.note({ database: 'ok' })
  const response = await fetch(`${web.url.replace('localhost', '127.0.0.1')}/api/health`)
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ status: 'starting', database: 'ok', worker: 'starting' })
})

test('a port in use is told in one sentence', async () => {
  const web = await startWeb({ port: 0 })
  onTestFinished(web.close)
  const port = Number(new URL(web.url).port)
  await expect(startWeb({ port })).rejects.toThrow(
    `Port ${port} is in use: stop what uses it, or name another one, such as PORT=${port + 1}.`,
  )
})

test('an address that is none is told in one sentence', async () => {
  vi.stubEnv('TIDEWAITER_URL', 'tidewaiter.example.com')
  onTestFinished(() => void vi.unstubAllEnvs())
  await expect(startWeb({ port: 0 })).rejects.toThrow('TIDEWAITER_URL is "tidewaiter.example.com", and must be')
})
