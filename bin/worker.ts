import { announce } from './cli/output.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { withDatabase } from './database.ts'
import { program } from './program.ts'
import { withWorker } from './with-worker.ts'

// `npm run worker`: a further process that runs scans of the same database. Ctrl-C or SIGTERM stops it.

const stopped = untilStopped()

await program(() =>
  withDatabase(() =>
    withWorker(async () => {
      announce('The worker is ready.')
      await stopped
    }),
  ),
)
