import { chmod, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { disconnect } from '#lib/data/client.ts'
import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'

/** Where root's Postgres may enter too. */
const home = '/var/tmp'

/** Runs `work` on a built-in database of its own, migrated and empty, and removes it: fsync is on, as in production. */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(home, 'tidewaiter-bench-'))
  await chmod(folder, 0o711)
  const server = await connectDatabase({ url: '', folder })
  try {
    process.env.DATABASE_URL = server.url
    await migrate(server.url)
    return await work()
  } finally {
    await disconnect()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
