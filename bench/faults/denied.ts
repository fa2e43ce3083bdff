import { sectionActions } from '#lib/collect/actions.ts'
import { lostInSilence } from '#lib/collect/testing/inventories.ts'
import { falsehoodsOf, namings, scanDisturbed } from '#lib/scan/testing/disturbed.ts'
import { keep, misled } from '#lib/scan/testing/keeping.ts'
import { withDatabase } from '../database.ts'
import { type Figure, figure } from '../figures.ts'

interface Result {
  figures: Figure[]
  notes: string[]
}

/**
 * One scan of the sample estate for each action that sections are filled from, with that action denied, stored on top of
 * the undisturbed one.
 */
export function runDenied(actions: readonly string[] = sectionActions): Promise<Result> {
  return withDatabase(() => denyEach(actions))
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
