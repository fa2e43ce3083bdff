import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A product under test: a process of its own with its own port and data folder. */
export interface Server {
  url: string
  port: number
  folder: string
}

/**
 * The place of a server, chosen once a test run: the processes that Playwright starts read it from the environment.
 * @param name of the server, such as `empty`
 */
export async function placeServer(name: string): Promise<Server> {
  const variable = `TIDEWAITER_E2E_${name.toUpperCase()}`
  const known = process.env[variable]
  if (known) return JSON.parse(known)
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), `tidewaiter-e2e-${name}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const server = { url: `http://localhost:${port}`, port, folder }
  process.env[variable] = JSON.stringify(server)
  return server
}

/** The session of whoever signed in to the demo, for the tests of the pages behind it. */
export const signedInState = 'test-results/signed-in.json'

/** What a server said in its terminal when it was ready: a named group of the pattern that Playwright waited for. */
export function announced(group: string): string {
  const value = process.env[group.toUpperCase()]
  if (!value) throw new Error(`No server announced ${group}.`)
  return value
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
  })
  return promise
}
