import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import path from 'node:path'
import type { Cluster } from './cluster.ts'
import { postgresEnvironment, postgresOwner } from './folder.ts'

const logLimitBytes = 1_000_000

/**
 * Process id and port from the file that a running server keeps. It stays behind when the server was killed, and is empty
 * for a moment while one starts.
 */
export function recordedServer({ data }: Cluster): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 && port > 0 ? { pid, port } : undefined
  } catch {
    return undefined
  }
}

const megabyte = 2 ** 20

/**
 * A quarter of the memory, as Postgres recommends (https://www.postgresql.org/docs/18/runtime-config-resource.html), and at most
 * 8 GB: what lists are read from takes 3.5 GB of five million rows, and stays in it while scans are stored, whatever the
 * system does with its file cache. It takes memory only as far as it has been filled.
 */
function sharedBuffersMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.round(Math.min(Math.max(memory / 4 / megabyte, 128), 8192))
}

/**
 * Starts the server in a session of its own, so that Ctrl+C in a terminal does not reach it: other processes may be
 * using it. It listens on this machine only. What it logs never holds a statement or a value of a row.
 */
export function spawnServer(cluster: Cluster, programs: string, port: number): ChildProcess {
  if (sizeOf(cluster.logFile) > logLimitBytes) rmSync(cluster.logFile)
  const log = openSync(cluster.logFile, 'a', 0o600)
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    shared_buffers: `${sharedBuffersMb()}MB`,
    // A first scan of a large account writes some 400 MB: it is not to be interrupted to be written again.
    max_wal_size: '2GB',
    // What it logs of that is written by the process whose work this is, and not by the one that stores.
    wal_buffers: '64MB',
    wal_writer_delay: '10ms',
    // Its files are not filled with zeros first, which are written over at once.
    wal_init_zero: 'off',
    // Lists are found by indexes that are in memory, and many people ask at once: no request takes all cores.
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: '0',
  }
  const server = spawn(
    path.join(programs, 'postgres'),
    [
      '-D',
      cluster.data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    { ...postgresOwner, cwd: '/', env: postgresEnvironment, detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  server.on('error', () => {}) // one that cannot be started has no process id
  server.unref()
  return server
}

export function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null
}

/** The port used last when it is still free, else any free one. */
export async function choosePort({ portFile }: Cluster): Promise<number> {
  const last = recordedPort(portFile)
  return (last && (await tryPort(last))) || (await tryPort(0)) || 0
}

export function keepPort({ portFile }: Cluster, port: number): void {
  if (recordedPort(portFile) !== port) writeFileSync(portFile, String(port))
}

/** The last lines that say why the server did not start. */
export function lastComplaint({ logFile }: Cluster): string {
  const lines = sizeOf(logFile) > 0 ? readFileSync(logFile, 'utf8').trim().split('\n') : []
  return lines.findLast((line) => /(FATAL|PANIC|ERROR):/.test(line)) ?? lines.at(-1) ?? 'it wrote no reason'
}

function recordedPort(file: string): number | undefined {
  return sizeOf(file) > 0 ? Number(readFileSync(file, 'utf8')) : undefined
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}
