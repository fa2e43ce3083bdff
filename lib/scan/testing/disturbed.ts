import { checks } from '#lib/checks/index.ts'
import { collectInventory } from '#lib/collect/collect.ts'
import type { LedgerSummary } from '#lib/collect/ledger.ts'
import type { Pace } from '#lib/collect/pace.ts'
import type { Timing } from '#lib/collect/timing.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Evaluation, Outcome } from '#lib/engine/outcome.ts'
import { reconcile, type Stored } from '#lib/engine/reconcile.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type SimulatorOptions, startSimulator } from '#simulator/server.ts'

export interface Seen {
  inventory: Inventory
  evaluation: Evaluation
  calls: LedgerSummary
}

/** Nobody waits, and the time stands still: what is read twice is the same twice. */
const startedAt = Date.now()
const timing: Timing = { now: () => startedAt, sleep: async () => {}, random: () => 0.5 }
const unpaced: Pace = { take: async () => () => {}, throttled() {} }

/** Scans the sample estate's first account, all regions, while AWS behaves as the options say. */
export async function scanDisturbed(trouble: Partial<SimulatorOptions>): Promise<Seen> {
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
      digestKey: 'test',
      timing,
      pace: unpaced,
    })
    return { inventory, evaluation: evaluate(inventory, checks), calls: ledger.summary() }
  } finally {
    await simulator.close()
  }
}

/** What a disturbed scan claims although it saw less than the undisturbed one. */
export interface Falsehoods {
  /** Outcomes that pass, or do not apply, and did not before. */
  passes: string[]
  failures: string[]
  /** Findings that the disturbed scan would resolve. */
  resolutions: string[]
}

export function falsehoodsOf(disturbed: Seen, whole: Seen): Falsehoods {
  const before = new Map(whole.evaluation.outcomes.map((outcome) => [outcome.fingerprint, outcome.status]))
  const claimed = disturbed.evaluation.outcomes.filter(({ fingerprint, status }) => before.get(fingerprint) !== status)
  const named = ({ check, region, subject, status }: Outcome) => `${check} ${region} ${subject.id}: ${status}`
  const { resolved } = reconcile(disturbed.evaluation, storedFrom(whole), checks, () => 0)
  return {
    passes: claimed.filter(({ status }) => status === 'pass' || status === 'not_applicable').map(named),
    failures: claimed.filter(({ status }) => status === 'fail').map(named),
    resolutions: resolved.map(({ fingerprint, reason }) => `${fingerprint}: ${reason}`),
  }
}

/** Gaps that name the action, and whether an outcome that is unknown says so too. */
export function namings(seen: Seen, action: string): { gaps: number; unknowns: number } {
  const unknown = seen.evaluation.outcomes.filter(({ status, reason }) => status === 'unknown' && reason)
  return {
    gaps: seen.inventory.gaps.filter((gap) => gap.action === action).length,
    unknowns: unknown.filter(({ reason }) => reason?.split(/[\s,]+/).includes(action)).length,
  }
}

/** As if the scan had been the first of its account. */
function storedFrom({ evaluation }: Seen): Stored {
  const { write, opened } = reconcile(evaluation, { outcomes: new Map(), findings: new Map() }, checks, () => 0)
  return {
    outcomes: new Map(
      write.map(({ outcome: { fingerprint, check, region }, hash }) => [fingerprint, { check, region, hash }]),
    ),
    findings: new Map(
      opened.map(({ outcome: { fingerprint, check, region, status }, verdict, facts, priority }) => [
        fingerprint,
        { check, region, state: 'open' as const, status, verdict, facts, priority },
      ]),
    ),
  }
}
