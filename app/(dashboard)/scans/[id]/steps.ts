import { stepWords } from '#app/_lib/scan-words.ts'
import type { Step } from '#components/page/steps.tsx'
import { counted } from '#components/score/format.ts'
import { checks } from '#lib/checks/index.ts'
import { questions } from '#lib/checks/questions.ts'
import { type ScanDetail, type ScanStep, scanSteps } from '#lib/data/scans.ts'
import { collectorsDone, regionsOf } from './timeline.ts'

/** The steps of a scan that waits or runs. `hasRole`: the account is read with a role. */
export function stepsOf(scan: ScanDetail, hasRole: boolean): Step[] {
  const at = scan.step ? scanSteps.indexOf(scan.step) : -1
  const { done, total } = collectorsDone(scan.units)
  const notes: Record<ScanStep, string> = {
    'assume-role': hasRole ? 'with the read-only session policy' : 'none: the server’s own credentials',
    collect: total === 0 ? '' : `${done} of ${total} in ${counted(regionsOf(scan.units).length, 'region')}`,
    evaluate: `${counted(checks.length, 'check')}, ${counted(questions.length, 'question')}`,
    store: scan.previous ? `with scan ${scan.previous.id}` : 'the first of this account',
  }
  return scanSteps.map((step, index) => ({
    title: stepWords[step],
    state: index < at ? 'done' : index === at ? 'running' : 'waiting',
    note: notes[step],
    ...(step === 'collect' && index === at && { progress: { done, of: total, what: 'Collectors done' } }),
  }))
}
