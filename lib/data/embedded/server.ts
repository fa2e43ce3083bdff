import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from '../errors.ts'
import { installBinaries } from './binaries.ts'
import { type Cluster, ensureCluster, role } from './cluster.ts'
import { prepareFolder } from './folder.ts'
import { choosePort, isAlive, keepPort, lastComplaint, recordedServer, spawnServer } from './process.ts'

// Several processes share one server: the web process, workers, the command line. Each holds a shared advisory lock
// through a connection of its own for as long as it uses the server. Who leaves tries the exclusive one: getting it means
// that nobody else is left, and the server is stopped. A process that was killed lost its connection and with it its
// lock, so no file has to be believed or cleaned up.
const inUse = 7_270_001
const connectMillis = 5_000
const retryMillis = 10_000
const recoveryMillis = 120_000
const pauseMillis = 100

export interface EmbeddedServer {
  url: string
  /** Leaves the server, and stops it when nobody else uses it. */
  stop(): Promise<void>
}

/** Joins the built-in server of a data folder, creating and starting it when needed. Throws DatabaseError. */
export async function openEmbedded(folder: string): Promise<EmbeddedServer> {
  prepareFolder(folder)
  const programs = installBinaries(folder)
  const cluster = ensureCluster(folder, programs)
  let stopping = false
  let lease = join()
  const { port } = await lease

  async function join(): Promise<pg.Client> {
    const client = await joinServer(cluster, programs)
    client.once('end', restart)
    return client
  }

  /** The server died under us: start it again. The connection pools of this process then recover by themselves. */
  function restart(): void {
    if (stopping) return
    lease = join()
    lease.catch((error) => process.emitWarning(error))
  }

  return {
    url: connectionString(cluster, port),
    async stop() {
      if (stopping) return
      stopping = true
      await lease.then((client) => leave(cluster, client)).catch(() => {})
    },
  }
}

function connectionString({ password }: Cluster, port: number): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`
}

async function joinServer(cluster: Cluster, programs: string): Promise<pg.Client> {
  const begun = Date.now()
  let server: ChildProcess | undefined
  for (;;) {
    const client = await tryToJoin(cluster)
    if (client) {
      keepPort(cluster, client.port)
      return client
    }
    const starting = server !== undefined && isAlive(server)
    if (Date.now() - begun > (starting ? recoveryMillis : retryMillis)) break
    // Another process may be starting the same server: then ours gives way by itself, and theirs answers soon. After a
    // crash the first attempts fail, until the last process of the old server is gone.
    if (!starting) server = spawnServer(cluster, programs, await choosePort(cluster))
    await sleep(pauseMillis)
  }
  throw new DatabaseError(`The built-in database in ${cluster.data} does not start: ${lastComplaint(cluster)}`)
}

/** @returns a connection that holds the shared lock; undefined while no server of ours answers */
async function tryToJoin(cluster: Cluster): Promise<pg.Client | undefined> {
  const server = recordedServer(cluster)
  if (!server) return undefined
  const client = new pg.Client({
    connectionString: connectionString(cluster, server.port),
    connectionTimeoutMillis: connectMillis,
    application_name: 'tidewaiter lease',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [inUse])
    return client
  } catch {
    await client.end().catch(() => {})
    return undefined
  }
}

async function leave(cluster: Cluster, lease: pg.Client): Promise<void> {
  try {
    await lease.query('select pg_advisory_unlock_shared($1)', [inUse])
    const { rows } = await lease.query('select pg_try_advisory_lock($1) as alone', [inUse])
    if (rows[0]?.alone) await shutDown(cluster)
  } finally {
    await lease.end().catch(() => {})
  }
}

async function shutDown(cluster: Cluster): Promise<void> {
  const server = recordedServer(cluster)
  if (!server) return
  // Postgres's "fast" shutdown: ends the connections, writes everything down, exits.
  process.kill(server.pid, 'SIGINT')
  const deadline = Date.now() + retryMillis
  while (recordedServer(cluster)?.pid === server.pid && Date.now() < deadline) await sleep(pauseMillis)
}
