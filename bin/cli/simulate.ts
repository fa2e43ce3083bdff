import { faultKinds, parseFault } from '#simulator/faults.ts'
import { simulatedActions } from '#simulator/load-service.ts'
import { startSimulator } from '#simulator/server.ts'
import { defineCommand, list, noPositionals, UsageError, wholeNumber } from './command.ts'
import { estates } from './estates.ts'
import { writeResult } from './output.ts'
import { untilStopped } from './until-stopped.ts'

const DEFAULT_PORT = 4566

export const simulateCommand = defineCommand({
  name: 'simulate',
  usage:
    '--estate NAME [--port N] [--latency MS] [--throttle] [--deny ACTION] [--fault FAULT] [--session-calls N] [--now ISO] [--seed N]',
  details: `
Starts an AWS endpoint on the loopback interface and prints one line of JSON when it answers:
{url, accounts: [{id, alias, regions, roleArn, externalId}]}. Ends with Ctrl-C.

  --estate NAME    ${[...estates.keys()].join(', ')} (default sample)
  --port N         port to listen on (default ${DEFAULT_PORT}; 0 for any free one)
  --latency MS     hold every answer back for so many milliseconds
  --throttle       keep AWS's published request rates
  --deny ACTION    refuse this action, for example ecs:DescribeServices; may repeat
  --fault FAULT    KIND[:ACTION[:N]]: strike the first N calls (default 1); may repeat
                   kinds: ${faultKinds.join(', ')}
  --session-calls N  calls after which an assumed role's credentials have expired (default: their hour)
  --now ISO        what the estate's dates count from (default: now)
  --seed N         seed of the estate's ids (default 1)`,
  options: {
    estate: { type: 'string' },
    port: { type: 'string' },
    latency: { type: 'string' },
    throttle: { type: 'boolean' },
    deny: { type: 'string', multiple: true },
    fault: { type: 'string', multiple: true },
    'session-calls': { type: 'string' },
    now: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(values, positionals) {
    noPositionals('simulate', positionals)
    const port = wholeNumber('port', values.port, { from: 0, to: 65_535 }) ?? DEFAULT_PORT
    const simulator = await startSimulator({
      build: chooseEstate(values.estate ?? 'sample'),
      port,
      latency: wholeNumber('latency', values.latency, { from: 0, to: 60_000 }),
      throttle: values.throttle,
      deny: list(values.deny).map((action) => knownAction('deny', action)),
      faults: list(values.fault).map(readFault),
      sessionCalls: wholeNumber('session-calls', values['session-calls'], { from: 1, to: 1_000_000 }),
      now: readNow(values.now),
      seed: wholeNumber('seed', values.seed, { from: 0, to: 2 ** 31 }),
    })
    await writeResult(`${JSON.stringify({ url: simulator.url, accounts: simulator.accounts })}\n`)
    await untilStopped()
    await simulator.close()
    return 0
  },
})

function chooseEstate(name: string) {
  const build = estates.get(name)
  if (!build) throw new UsageError(`--estate takes ${[...estates.keys()].join(', ')}, not "${name}".`)
  return build
}

function readFault(text: string) {
  const fault = parseFault(text)
  if (!fault || fault.times === 0)
    throw new UsageError(`--fault takes KIND[:ACTION[:N]] with a kind of ${faultKinds.join(', ')}, not "${text}".`)
  if (fault.action !== undefined) knownAction('fault', fault.action)
  return fault
}

function knownAction(flag: string, action: string): string {
  if ([...simulatedActions].some((one) => one.toLowerCase() === action.toLowerCase())) return action
  throw new UsageError(
    `--${flag} takes an action that the simulator answers, such as ecs:DescribeServices, not "${action}".`,
  )
}

function readNow(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const now = new Date(text)
  if (Number.isNaN(now.getTime()))
    throw new UsageError(`--now takes a time such as 2026-11-22T09:00:00Z, not "${text}".`)
  return now
}
