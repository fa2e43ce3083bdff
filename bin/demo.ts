import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { makeAdministrator } from '#lib/auth/administrator.ts'
import { markDemo } from '#lib/data/demo.ts'
import { dataFolder } from '#lib/data/embedded/folder.ts'
import { scanSample } from '#lib/scan/scan-sample.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { startSimulator } from '#simulator/server.ts'
import { ensureBuilt } from '../scripts/prepare/build.mjs'
import { announce } from './cli/output.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { withDatabase } from './database.ts'
import { leaveShellBehind } from './demo-environment.ts'
import { program } from './program.ts'
import { withWeb } from './web.ts'
import { withWorker } from './with-worker.ts'

// `npm run demo`: the product with a sample estate, in a data folder of its own. The pages open once it is scanned.

const stopped = untilStopped()
const email = 'demo@example.com'

await program(() =>
  withWeb((web) =>
    withDatabase(
      async () => {
        web.note({ database: 'ok', pages: 'being made', sample: 'being scanned' })
        const simulator = await startSimulator({ build: buildSample, now: await markDemo(new Date()) })
        leaveShellBehind(simulator.url)
        try {
          await withWorker(async () => {
            web.note({ worker: 'ok' })
            await Promise.all([ensureBuilt(), scanSample(simulator.accounts)])
            const password = randomBytes(9).toString('base64url')
            await makeAdministrator({ name: 'Demo', email, password })
            await web.open()
            announce(`The demo is ready on ${web.url}\nSign in as ${email} with the password ${password}`)
            await stopped
          })
        } finally {
          await simulator.close()
        }
      },
      path.join(dataFolder(), 'demo'),
    ),
  ),
)
