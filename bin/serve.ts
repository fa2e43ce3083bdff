import { createSetupLink } from '#lib/auth/setup-link.ts'
import { hasUsers } from '#lib/data/auth-store.ts'
import { ensureBuilt } from '../scripts/prepare/build.mjs'
import { announce } from './cli/output.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { withDatabase } from './database.ts'
import { program } from './program.ts'
import { withWeb } from './web.ts'
import { withWorker } from './with-worker.ts'

// `npm start`: pages, worker and scheduler in one process. Ctrl-C or SIGTERM stops it, and with it the built-in database.

const stopped = untilStopped()

await program(() =>
  withWeb((web) =>
    withDatabase(async () => {
      web.note({ database: 'ok', pages: 'being made' })
      await ensureBuilt()
      web.note({ pages: 'ok' })
      await withWorker(async () => {
        await web.open()
        announce(`Tidewaiter is ready on ${web.url}`)
        if (!(await hasUsers()))
          announce(`Create the administrator, within 30 minutes: ${await createSetupLink(web.url)}`)
        await stopped
      })
    }),
  ),
)
