import { rules } from '#lib/checks/questions.ts'
import { collectInventory } from '#lib/collect/collect.ts'
import type { Pace } from '#lib/collect/pace.ts'
import type { Timing } from '#lib/collect/timing.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type SimulatorOptions, startSimulator } from '#simulator/server.ts'
import type { Assessment } from '../assess.ts'

/** Nobody waits, and the time stands still: what is read twice is the same twice. */
const startedAt = Date.now()
const timing: Timing = { now: () => startedAt, sleep: async () => {}, random: () => 0.5 }
const unpaced: Pace = { take: async () => () => {}, throttled() {} }

/** Scans the sample estate's first account while AWS behaves as the options say; all regions unless some are named. */
export async function scanDisturbed(
  trouble: Partial<SimulatorOptions>,
  regions: readonly string[] = [],
): Promise<Assessment> {
  const simulator = await startSimulator({
    build: buildSample,
    now: new Date(startedAt),
    pause: 20,
    strict: true,
    ...trouble,
  })
  try {
    const [account] = simulator.accounts
    if (!account) throw new Error('the sample estate has no account')
    const credentials = { accessKeyId: 'TEST', secretAccessKey: 'test' }
    const { inventory, ledger } = await collectInventory({
      access: { endpoint: simulator.url, region: 'us-east-1', credentials },
      role: { roleArn: account.roleArn, externalId: account.externalId },
      regions,
      digestKey: 'test',
      timing,
      pace: unpaced,
    })
    return { inventory, ledger, evaluation: evaluate(inventory, rules), checks: rules }
  } finally {
    await simulator.close()
  }
}

/** What a disturbed scan claims although it saw less than the undisturbed one. */
export interface Falsehoods {
  /** Outcomes that pass, or do not apply, and did not before. */
  passes: string[]
  /** Outcomes that fail and did not before, under a name of before or another. */
  failures: string[]
  /** Findings that show less, or more, than before. */
  changes: string[]
}

export function falsehoodsOf(disturbed: Assessment, whole: Assessment): Falsehoods {
  const before = new Map(whole.evaluation.outcomes.map((outcome) => [outcome.fingerprint, outcome]))
  const statusOf = (fingerprint: string) => before.get(fingerprint)?.status
  const claimed = disturbed.evaluation.outcomes.filter(({ fingerprint, status }) => statusOf(fingerprint) !== status)
  const said = ({ severity, reasons }: Outcome) => [severity, ...reasons.map(({ id, text }) => `${id} ${text}`)].join()
  const changed = disturbed.evaluation.outcomes.filter((outcome) => {
    const known = before.get(outcome.fingerprint)
    return known?.status === 'fail' && outcome.status === 'fail' && said(known) !== said(outcome)
  })
  const named = ({ check, region, subject, status }: Outcome) => `${check} ${region} ${subject.id}: ${status}`
  return {
    passes: claimed.filter(({ status }) => status === 'pass' || status === 'not_applicable').map(named),
    failures: claimed.filter(({ status }) => status === 'fail').map(named),
    changes: changed.map(named),
  }
}

/** Gaps that name the action, and how many outcomes that are unknown say so too. */
export function namings({ inventory, evaluation }: Assessment, action: string): { gaps: number; unknowns: number } {
  const unknown = evaluation.outcomes.filter(({ status, reason }) => status === 'unknown' && reason)
  return {
    gaps: inventory.gaps.filter((gap) => gap.action === action).length,
    unknowns: unknown.filter(({ reason }) => reason?.split(/[\s,]+/).includes(action)).length,
  }
}
