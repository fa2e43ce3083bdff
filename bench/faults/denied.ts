import { sectionActions } from '#lib/collect/actions.ts'
import { falsehoodsOf, namings, scanDisturbed } from '#lib/scan/testing/disturbed.ts'
import { type Figure, figure } from '../figures.ts'

/** One scan of the sample estate for each action that sections are filled from, with that action denied. */
export async function runDenied(
  actions: readonly string[] = sectionActions,
): Promise<{ figures: Figure[]; notes: string[] }> {
  const whole = await scanDisturbed({})
  const notes: string[] = []
  const count = { unnamed: 0, passes: 0, resolutions: 0, failures: 0 }
  for (const action of actions) {
    const seen = await scanDisturbed({ deny: [action] })
    const { passes, resolutions, failures } = falsehoodsOf(seen, whole)
    const { gaps } = namings(seen, action)
    if (gaps === 0) notes.push(`${action}: not named`)
    count.unnamed += gaps === 0 ? 1 : 0
    count.passes += passes.length
    count.resolutions += resolutions.length
    count.failures += failures.length
    notes.push(...[...passes, ...resolutions, ...failures].map((one) => `${action}: ${one}`))
  }
  return {
    figures: [
      figure('denied.runs', actions.length, 'scans'),
      figure('denied.unnamed', count.unnamed, 'actions', 0),
      figure('denied.falsePasses', count.passes, 'outcomes', 0),
      figure('denied.falseResolutions', count.resolutions, 'findings', 0),
      figure('denied.newFailures', count.failures, 'outcomes'),
    ],
    notes,
  }
}
