import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'
import { ensureBuilt } from '../scripts/prepare/build.mjs'
import { sentenceOf } from './cli/errors.ts'
import { say } from './cli/output.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { startWeb } from './web.ts'

// The product in one process. Stops on Ctrl-C or SIGTERM, and with it the built-in database.

const stopped = untilStopped()

try {
  const web = await startWeb()
  const database = await connectDatabase()
  process.env.DATABASE_URL = database.url
  try {
    await migrate(database.url)
    await ensureBuilt()
    await web.open()
    say(`Tidewaiter is ready on ${web.url}`)
    await stopped
  } finally {
    await web.close()
    await database.stop()
  }
} catch (error) {
  say(sentenceOf(error))
  process.exitCode = 1
}
