import { chmod, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { sectionActions } from '#lib/collect/actions.ts'
import { lostInSilence } from '#lib/collect/testing/inventories.ts'
import { disconnect } from '#lib/data/client.ts'
import { connectDatabase } from '#lib/data/connect.ts'
import { migrate } from '#lib/data/migrate.ts'
import { falsehoodsOf, namings, scanDisturbed } from '#lib/scan/testing/disturbed.ts'
import { keep, misled } from '#lib/scan/testing/keeping.ts'
import { type Figure, figure } from '../figures.ts'

interface Result {
  figures: Figure[]
  notes: string[]
}

/** Where root's Postgres may enter too. */
const home = '/var/tmp'

/**
 * One scan of the sample estate for each action that sections are filled from, with that action denied, stored on top of
 * the undisturbed one.
 */
export async function runDenied(actions: readonly string[] = sectionActions): Promise<Result> {
  const folder = await mkdtemp(path.join(home, 'tidewaiter-denied-'))
  await chmod(folder, 0o711)
  const server = await connectDatabase({ url: '', folder })
  try {
    process.env.DATABASE_URL = server.url
    await migrate(server.url)
    return await denyEach(actions)
  } finally {
    await disconnect()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function denyEach(actions: readonly string[]): Promise<Result> {
  const whole = await scanDisturbed({})
  const kept = await keep(whole)
  const notes: string[] = []
  const count = { unnamed: 0, passes: 0, failures: 0, changes: 0, lost: 0, misled: 0 }
  for (const action of actions) {
    const seen = await scanDisturbed({ deny: [action] })
    const { passes, failures, changes } = falsehoodsOf(seen, whole)
    const changed = misled(await keep(seen), kept)
    const { gaps } = namings(seen, action)
    const lost = lostInSilence(seen.inventory, whole.inventory)
    if (gaps === 0) notes.push(`${action}: not named`)
    count.unnamed += gaps === 0 ? 1 : 0
    count.passes += passes.length
    count.failures += failures.length
    count.changes += changes.length
    count.lost += lost.length
    count.misled += changed.length
    notes.push(...[...lost, ...passes, ...failures, ...changed].map((one) => `${action}: ${one}`))
    notes.push(...changes.map((one) => `${action} changes ${one}`))
  }
  return {
    figures: [
      figure('denied.runs', actions.length, 'scans'),
      figure('denied.unnamed', count.unnamed, 'actions', 0),
      figure('denied.lost', count.lost, 'records', 0),
      figure('denied.falsePasses', count.passes, 'outcomes', 0),
      figure('denied.newFailures', count.failures, 'outcomes', 0),
      figure('denied.falseResolutions', count.misled, 'rows', 0),
      figure('denied.changedFindings', count.changes, 'findings'),
    ],
    notes,
  }
}
