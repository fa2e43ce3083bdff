import pg from 'pg'
import { dataFolder } from './embedded/folder.ts'
import { openEmbedded } from './embedded/server.ts'
import { DatabaseError } from './errors.ts'

const oldestVersion = 15
const connectMillis = 10_000

export interface DatabaseConnection {
  url: string
  /** true for the server that the product brings and runs itself */
  embedded: boolean
  /** Leaves the database. A built-in server stops with the last process that used it. Always call it before exiting. */
  stop(): Promise<void>
}

/**
 * Finds the database: the one in DATABASE_URL, else the built-in one of the data folder. Throws DatabaseError, with one
 * sentence for the operator, when there is none to be had.
 */
export async function connectDatabase({
  url = process.env.DATABASE_URL,
  folder = dataFolder(),
}: {
  url?: string
  folder?: string
} = {}): Promise<DatabaseConnection> {
  if (!url) return { embedded: true, ...(await openEmbedded(folder)) }
  requireVersion(await serverVersion(url))
  return { url, embedded: false, stop: async () => {} }
}

/** @param version PostgreSQL's server_version_num, such as 150018 */
export function requireVersion(version: number): void {
  const major = Math.floor(version / 10_000)
  if (major >= oldestVersion) return
  throw new DatabaseError(
    `DATABASE_URL names a PostgreSQL ${major}, and Tidewaiter needs ${oldestVersion} or later: upgrade it or name another one.`,
  )
}

async function serverVersion(url: string): Promise<number> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new DatabaseError(
      'DATABASE_URL is not of the form postgresql://user:password@host:port/database: correct it.',
    )
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMillis })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show server_version_num')
    return Number(rows[0].server_version_num)
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error)
    throw new DatabaseError(
      `The database in DATABASE_URL at ${new URL(url).host} does not answer (${reason}): correct it.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}
