import { disconnect } from '#lib/data/client.ts'
import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'

/**
 * Does work on the database, which is brought up to date first and left afterwards; DATABASE_URL names it meanwhile.
 * @param folder of a built-in database, to be used whatever DATABASE_URL says
 * @throws DatabaseError
 */
export async function withDatabase<T>(work: () => Promise<T>, folder?: string): Promise<T> {
  const database = await connectDatabase(folder === undefined ? {} : { url: '', folder })
  try {
    await migrate(database.url)
    process.env.DATABASE_URL = database.url
    return await work()
  } finally {
    await disconnect()
    await database.stop()
  }
}
