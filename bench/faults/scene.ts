import { randomUUID } from 'node:crypto'
import { addAccount } from '#lib/data/accounts.ts'
import { disconnect } from '#lib/data/client.ts'
import { migrate } from '#lib/data/migrate.ts'
import { createScan } from '#lib/data/scan-life.ts'
import { createDatabase } from '#lib/data/testing/admin.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { closeQueues, openQueues } from '#lib/jobs/boss.ts'
import { scanIntoDatabase } from '#lib/scan/scan-into-database.ts'
import { startSimulator } from '#simulator/server.ts'
import { after, before } from './estates.ts'
import { runUndisturbed, type Scene } from './moment.ts'
import { awsOf } from './workers.ts'

const operator: Viewer = { userId: 'bench', role: 'admin', accounts: 'all' }

export interface SceneOptions {
  /** A Postgres in which databases can be made. */
  server: string
  /** Data folder of the built-in server, where it may be killed. */
  folder?: string
  /** Milliseconds that the simulator holds every answer back. */
  latency: number
}

/**
 * Makes a database in which the account was scanned, has changed since and waits for its next scan; and runs that scan
 * once without any fault. The simulator lasts until the scene is disposed.
 */
export async function prepareScene({ server, folder, latency }: SceneOptions): Promise<Scene & AsyncDisposable> {
  const template = `scene_${randomUUID()}`
  const url = await createDatabase(server, template)
  await migrate(url)
  process.env.DATABASE_URL = url
  const now = new Date()
  const earlier = await startSimulator({ build: before, now })
  const [account] = earlier.accounts
  if (!account) throw new Error('the sample estate has an account')
  Object.assign(process.env, awsOf(earlier.url))
  const { id, alias, roleArn, externalId } = account
  await addAccount(operator, { id, alias, kind: 'role', roleArn, externalId })
  await scanIntoDatabase(operator, { role: { roleArn, externalId } })
  await createScan(operator, { account: id, trigger: 'schedule' })
  // The queues are there, as in any installation that has run before.
  await openQueues()
  await closeQueues()
  await disconnect()
  await earlier.close()
  const simulator = await startSimulator({ build: after, now, latency })
  const scene = { server, template, folder, endpoint: simulator.url }
  return { ...scene, ...(await runUndisturbed(scene)), [Symbol.asyncDispose]: () => simulator.close() }
}
