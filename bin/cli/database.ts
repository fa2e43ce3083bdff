import { disconnect } from '#lib/data/client.ts'
import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'

/** Does work on the database, which is brought up to date first and left afterwards. @throws DatabaseError */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const database = await connectDatabase()
  try {
    process.env.DATABASE_URL = database.url
    await migrate(database.url)
    return await work()
  } finally {
    await disconnect()
    await database.stop()
  }
}
