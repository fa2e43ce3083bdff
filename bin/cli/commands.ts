import type { Command } from './command.ts'

/** A command in the list of them. It is loaded when it is called: a scan need not read the simulator. */
export interface ListedCommand {
  name: string
  /** One line for the list. */
  summary: string
  load(): Promise<Command>
}

/** In the order of the list that --help prints. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'scan',
    summary: 'scan an AWS account and print what fails',
    load: async () => (await import('./scan.ts')).scanCommand,
  },
  {
    name: 'evaluate',
    summary: 'judge task definitions before they are registered',
    load: async () => (await import('./evaluate.ts')).evaluateCommand,
  },
  {
    name: 'checks',
    summary: 'list the checks, with why and how to fix',
    load: async () => (await import('./checks.ts')).checksCommand,
  },
  {
    name: 'policy',
    summary: 'print the read-only policy of the role',
    load: async () => (await import('./policy.ts')).policyCommand,
  },
  {
    name: 'simulate',
    summary: 'run an AWS over HTTP with a sample estate',
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
  {
    name: 'admin-link',
    summary: 'print a one-time link that makes an administrator',
    load: async () => (await import('./admin-link.ts')).adminLinkCommand,
  },
]
