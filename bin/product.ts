import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'
import { sentenceOf } from './cli/errors.ts'
import { say } from './cli/output.ts'
import { startWeb, type Web } from './web.ts'

/**
 * Runs work with the port taken, the database migrated and named in DATABASE_URL; then closes both. What goes wrong is
 * told in one sentence and ends this process with 1.
 * @param options.folder data folder of the built-in database, instead of the installation's own
 */
export async function withProduct(work: (web: Web) => Promise<void>, { folder }: { folder?: string } = {}) {
  try {
    const web = await startWeb()
    try {
      await withDatabase(folder, () => work(web))
    } finally {
      await web.close()
    }
  } catch (error) {
    say(sentenceOf(error))
    process.exitCode = 1
  }
}

async function withDatabase(folder: string | undefined, work: () => Promise<void>): Promise<void> {
  const database = await connectDatabase({ folder })
  try {
    await migrate(database.url)
    process.env.DATABASE_URL = database.url
    await work()
  } finally {
    await database.stop()
  }
}
