import { createClients } from './clients.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createPace, type Pace } from './pace.ts'
import { createRetryBudget } from './retry.ts'
import type { Machine } from './session.ts'
import { systemTiming, type Timing } from './timing.ts'

export interface MachineOptions {
  /** Shared by everything that reads the same accounts; the process's own if absent. */
  pace?: Pace
  timing?: Timing
  /** Absent: one that begins empty. */
  ledger?: Ledger
  signal?: AbortSignal
}

/** The customer's buckets are the same for every scan of this process. */
const processPace = createPace()

/** What one scan or verification calls AWS with: its ledger, its own clients and retry budget, the process's pace. */
export function createMachine({
  pace = processPace,
  timing = systemTiming,
  ledger = createLedger(),
  signal,
}: MachineOptions): Machine {
  return { clients: createClients(), pace, ledger, budget: createRetryBudget(), timing, signal }
}
