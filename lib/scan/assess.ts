import type { Rule } from '#lib/checks/define-check.ts'
import { rules } from '#lib/checks/questions.ts'
import type { Checkpoints } from '#lib/collect/checkpoints.ts'
import { collectInventory } from '#lib/collect/collect.ts'
import type { Scope } from '#lib/collect/collector.ts'
import type { Ledger } from '#lib/collect/ledger.ts'
import type { Pace } from '#lib/collect/pace.ts'
import type { RevisionCache } from '#lib/collect/revision-cache.ts'
import type { Progress } from '#lib/collect/run.ts'
import type { Access, RoleToAssume } from '#lib/collect/session.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Evaluation } from '#lib/engine/outcome.ts'
import type { History } from '#lib/inventory/history.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'

export type Role = RoleToAssume
export type ScanProgress = Progress

export interface AssessOptions {
  /** How AWS is reached; absent: as the SDK finds by itself. */
  access?: Access
  /** Absent: the account of the server's own credentials. */
  role?: Role
  /** Absent or empty: every enabled region. */
  regions?: readonly string[]
  scope?: Partial<Scope>
  accountTags?: Readonly<Record<string, string>>
  history?: History
  digestKey: string
  /** What earlier attempts of the scan have collected, since when, and with which calls. */
  checkpoints?: Checkpoints
  takenAt?: string
  ledger?: Ledger
  /** Absent: that of this process, at the usual share. */
  pace?: Pace
  /** Absent: every revision is described. */
  knownRevisions?: RevisionCache
  /** Absent: every check and every question. */
  checks?: readonly Rule[]
  signal?: AbortSignal
  onProgress?: ScanProgress
  /** Called when all is collected, before anything is judged. */
  onCollected?: () => Promise<void> | void
}

export interface Assessment {
  inventory: Inventory
  evaluation: Evaluation
  ledger: Ledger
  checks: readonly Rule[]
}

/**
 * Reads one account and judges it: the part of a scan that is the same with and without a database.
 * @throws CollectError when nothing can be read at all, and the signal's reason when the scan is cancelled
 */
export async function assess({ checks = rules, onCollected, ...options }: AssessOptions): Promise<Assessment> {
  const { inventory, ledger } = await collectInventory(options)
  await onCollected?.()
  options.signal?.throwIfAborted()
  return { inventory, evaluation: evaluate(inventory, checks), ledger, checks }
}
