import { PgBoss } from 'pg-boss'
import { databaseUrl } from '#lib/data/client.ts'
import { queueNames } from './queues.ts'

declare global {
  /** The web server's bundles hold several copies of this module; they share one connection to the queues. */
  var tidewaiterBoss: { url: string; boss: Promise<PgBoss> } | undefined
}

const connections = 3
const pollSeconds = 2
const everyMinute = '* * * * *'
/** 02:20 UTC. */
const everyNight = '20 2 * * *'
/** 03:40 UTC. */
const lateAtNight = '40 3 * * *'

/** The queues of this process's database, opened on first use. */
export function openQueues(): Promise<PgBoss> {
  const url = databaseUrl()
  if (globalThis.tidewaiterBoss?.url !== url) globalThis.tidewaiterBoss = { url, boss: start(url) }
  const { boss } = globalThis.tidewaiterBoss
  boss.catch(() => {
    globalThis.tidewaiterBoss = undefined
  })
  return boss
}

/** Stops taking messages, waits for those in work, and closes the connections. */
export async function closeQueues(): Promise<void> {
  const open = globalThis.tidewaiterBoss
  globalThis.tidewaiterBoss = undefined
  const boss = await open?.boss
  await boss?.stop({ graceful: true, timeout: 10_000 })
}

async function start(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'tidewaiter queues',
    max: connections,
    useListenNotify: true,
  })
  // A lost connection is tried again by itself; what waits stays in its table until then.
  // Not every error that pg-boss tells is an Error, and only their text makes a warning.
  boss.on('error', ({ message }) => process.emitWarning(`queues: ${message}`))
  await boss.start()
  for (const name of queueNames) await boss.createQueue(name, { notify: true, retryLimit: 0 })
  await boss.schedule('clock', everyMinute, {})
  await boss.schedule('sweep', everyNight, {})
  await boss.schedule('retention', lateAtNight, {})
  return boss
}

export const workOptions = { pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: 30 }
