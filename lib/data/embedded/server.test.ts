import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { installBinaries } from './binaries.ts'
import { postgresOwner } from './folder.ts'
import { type EmbeddedServer, openEmbedded } from './server.ts'

const shared = temporaryFolder()
const programs = installBinaries(shared)
afterAll(() => rmSync(shared, { recursive: true, force: true }))

const holdProgram = path.join(import.meta.dirname, '..', 'testing', 'hold.ts')

test('what was stored is there at the next start, at the same address', async () => {
  const folder = newFolder()
  const first = await openEmbedded(folder)
  await query(first.url, 'create table tide as select 7 as height')
  await first.stop()
  expect(await answers(first.url)).toBe(false)

  const second = await open(folder)
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select height from tide')).toEqual([{ height: 7 }])
})

test('processes that start at once share one server, which the last of them stops', async () => {
  const folder = newFolder()
  const [one, two, three] = await Promise.all([hold(folder), hold(folder), hold(folder)])
  expect(two.url).toBe(one.url)
  expect(three.url).toBe(one.url)
  await one.leave()
  await two.leave()
  expect(await answers(one.url)).toBe(true)
  await three.leave()
  expect(await answers(one.url)).toBe(false)
})

test('a process that was killed neither takes the server with it nor keeps it running for ever', async () => {
  const folder = newFolder()
  const killed = await hold(folder)
  await killed.kill()
  expect(await answers(killed.url)).toBe(true)

  const next = await openEmbedded(folder)
  expect(next.url).toBe(killed.url)
  await next.stop()
  expect(await answers(next.url)).toBe(false)
})

test('a server that was killed under a running process comes back with everything committed', async () => {
  const folder = newFolder()
  const server = await open(folder)
  await query(server.url, 'create table tide as select 7 as height')
  const pid = readFileSync(path.join(folder, 'database', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]
  process.kill(Number(pid), 'SIGKILL')
  await expect.poll(() => answers(server.url), { timeout: 20_000 }).toBe(true)
  expect(await query(server.url, 'select height from tide')).toEqual([{ height: 7 }])
})

test('a port that somebody else took is replaced by a free one', async () => {
  const folder = newFolder()
  const first = await openEmbedded(folder)
  await first.stop()
  const other = spawn(process.execPath, [
    '-e',
    `net.createServer().listen(${new URL(first.url).port}, '127.0.0.1', () => console.log())`,
  ])
  onTestFinished(() => void other.kill())
  await once(other.stdout, 'data')

  const second = await open(folder)
  expect(await answers(second.url)).toBe(true)
  expect(second.url).not.toBe(first.url)
})

test('nobody connects without the password, which only its owner can read', async () => {
  const folder = newFolder()
  const server = await open(folder)
  const url = new URL(server.url)
  url.password = 'wrong'
  await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed')
  expect(statSync(path.join(folder, 'database', 'password')).mode & 0o777).toBe(0o600)
  expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
})

test('the libraries are found although npm ran no install script', () => {
  const program = path.join(installBinaries(newEmptyFolder()), 'postgres')
  expect(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout).toContain('PostgreSQL')
})

test('a place where the system makes no folders is told in one sentence, and at once', async () => {
  await expect(openEmbedded('/proc/tidewaiter/data')).rejects.toThrow(
    /^The data folder .* cannot be written \(E[A-Z]+\)/,
  )
})

test('a data folder that cannot be written is told in one sentence', async () => {
  const file = path.join(newEmptyFolder(), 'file')
  writeFileSync(file, '')
  await expect(openEmbedded(path.join(file, 'data'))).rejects.toThrow(
    /^The data folder .* cannot be written \(ENOTDIR\): make it writable, .* TIDEWAITER_DATA_DIR.*\.$/,
  )
})

test('a folder inside the data folder is used, although only its owner may enter the data folder', async () => {
  const whole = newEmptyFolder()
  chmodSync(whole, 0o700)
  vi.stubEnv('TIDEWAITER_DATA_DIR', whole)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await answers((await open(path.join(whole, 'demo'))).url)).toBe(true)
})

test('below a closed folder only root is sent elsewhere, whose Postgres runs as another user', async () => {
  const closed = path.join(newEmptyFolder(), 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o700)
  const opening = open(path.join(closed, 'data'))
  if (postgresOwner) await expect(opening).rejects.toThrow(/cannot run as an unprivileged user .* TIDEWAITER_DATA_DIR/)
  else expect(await answers((await opening).url)).toBe(true)
})

/** A data folder of its own that shares Postgres's programs, which are large, with the other tests. */
function newFolder(): string {
  const folder = newEmptyFolder()
  const installed = path.join(programs, '..', '..')
  symlinkSync(installed, path.join(folder, path.basename(installed)))
  return folder
}

function newEmptyFolder(): string {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidewaiter-embedded-'))
  chmodSync(folder, 0o711)
  return folder
}

async function open(folder: string): Promise<EmbeddedServer> {
  const server = await openEmbedded(folder)
  onTestFinished(server.stop)
  return server
}

async function hold(folder: string) {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [holdProgram, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = await once(child.stdout, 'data')
  return {
    url: String(line).trim(),
    leave: async () => {
      child.stdin.end()
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  )
}
