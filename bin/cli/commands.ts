import { adminLinkCommand } from './admin-link.ts'
import { checksCommand } from './checks.ts'
import type { Command } from './command.ts'
import { policyCommand } from './policy.ts'
import { scanCommand } from './scan.ts'
import { simulateCommand } from './simulate.ts'

export const commands: readonly Command[] = [
  scanCommand,
  checksCommand,
  policyCommand,
  simulateCommand,
  adminLinkCommand,
]
