import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { download } from './download.ts'

const server = createServer((request, response) => {
  if (request.url === '/redirect') response.writeHead(302, { location: '/blob' }).end()
  else response.end('x'.repeat(1000))
})
let endpoint = ''
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
        resolve()
      })
    }),
)
afterAll(() => server.close())

test('a body is read whole', async () => {
  const body = await download(`${endpoint}/blob`, { maxBytes: 1000, endpoint })
  expect(body).toHaveLength(1000)
})

test('a body beyond its limit is not read on', async () => {
  await expect(download(`${endpoint}/blob`, { maxBytes: 999, endpoint })).rejects.toMatchObject({ code: 'TooLarge' })
})

test('a redirect is not followed', async () => {
  await expect(download(`${endpoint}/redirect`, { maxBytes: 1000, endpoint })).rejects.toMatchObject({
    code: 'Http302',
  })
})

test.each(['http://169.254.169.254/latest/meta-data', 'file:///etc/passwd', 'no address', 'ftp://example.com/'])(
  'the address %s is refused before anything is sent',
  async (address) => {
    await expect(download(address, { maxBytes: 1000, endpoint })).rejects.toMatchObject({ code: 'AddressRefused' })
    await expect(download(address, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'AddressRefused' })
  },
)
