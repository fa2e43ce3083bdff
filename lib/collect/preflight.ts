import type { Call } from './call.ts'
import { explain } from './collect-error.ts'
import { CallError } from './failure.ts'
import { createMachine, type MachineOptions } from './machine.ts'
import { type Probe, type ProbeContext, probes } from './probes.ts'
import { enabledRegions } from './regions.ts'
import { type Access, openSession, type RoleToAssume } from './session.ts'

/** What an account lets be read, found out without reading it. */
export interface Preflight {
  /** Regions the account has enabled; how many clusters each has, up to 100, where that can be told. */
  regions: { region: string; clusters?: number }[]
  /** Actions that were answered. */
  granted: string[]
  /** Actions that AWS denies. */
  denied: string[]
  /** Actions of which nothing can be said now: AWS throttled, failed or did not answer. */
  unclear: string[]
}

type Answer = 'granted' | 'denied' | 'unclear'

/**
 * Tries every action that a scan needs, in the account's home region, and looks for clusters in all of them.
 * @param role absent: the server's own credentials
 * @throws CollectError when the account cannot be opened or its regions not be listed
 */
export async function preflight(
  role: RoleToAssume | undefined,
  options: { access?: Access } & MachineOptions = {},
): Promise<Preflight> {
  const { access = {} } = options
  const machine = createMachine(options)
  try {
    const { identity, homeRegion: region, call } = await openSession(access, role, machine)
    const context: ProbeContext = { ...identity, region, now: new Date(machine.timing.now()) }
    const names = await enabledRegions(call, region)
    const [answers, regions] = await Promise.all([
      Promise.all(probes.map(async (probe) => ({ action: probe.action, answer: await ask(probe, call, context) }))),
      Promise.all(names.map(async (name) => ({ region: name, clusters: await countClusters(call, name) }))),
    ])
    const those = (wanted: Answer) => answers.filter(({ answer }) => answer === wanted).map(({ action }) => action)
    return { regions, granted: those('granted'), denied: those('denied'), unclear: those('unclear') }
  } catch (error) {
    throw explain(error, { ...access, ...role })
  }
}

/** An action that answers, or that says what it was asked for does not exist, is granted. */
async function ask({ send }: Probe, call: Call, context: ProbeContext): Promise<Answer> {
  try {
    await send(call, context)
    return 'granted'
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    if (error.failure.kind === 'denied') return 'denied'
    return error.failure.kind === 'failed' ? 'granted' : 'unclear'
  }
}

async function countClusters(call: Call, region: string): Promise<number | undefined> {
  try {
    const { clusterArns } = await call('ecs:ListClusters', { maxResults: 100 }, region)
    return clusterArns?.length ?? 0
  } catch (error) {
    if (error instanceof CallError) return undefined
    throw error
  }
}
