import { adminLinkCommand } from './admin-link.ts'
import { checksCommand } from './checks.ts'
import type { Command } from './command.ts'
import { evaluateCommand } from './evaluate.ts'
import { policyCommand } from './policy.ts'
import { scanCommand } from './scan.ts'
import { simulateCommand } from './simulate.ts'

/** In the order of the list that --help prints. */
export const commands: readonly Command[] = [
  scanCommand,
  evaluateCommand,
  checksCommand,
  policyCommand,
  simulateCommand,
  adminLinkCommand,
]
