import { ensureBuilt } from '../scripts/prepare/build.mjs'
import { say } from './cli/output.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { withProduct } from './product.ts'

// `npm start`: the product in one process. Ctrl-C or SIGTERM stops it, and with it the built-in database.

const stopped = untilStopped()

await withProduct(async (web) => {
  await ensureBuilt()
  await web.open()
  say(`Tidewaiter is ready on ${web.url}`)
  await stopped
})
