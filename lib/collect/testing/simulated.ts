import { setImmediate } from 'node:timers/promises'
import type { BuildEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { type SimulatorOptions, startSimulator } from '#simulator/server.ts'
import { type CollectOptions, collectInventory } from '../collect.ts'
import { createPace } from '../pace.ts'
import type { Access, RoleToAssume } from '../session.ts'
import type { Timing } from '../timing.ts'

/** A clock that stands at the moment the tests began, and nobody waits: whatever is read twice is the same twice. */
const startedAt = Date.now()
export const impatient: Timing = { now: () => startedAt, sleep: async () => {}, random: () => 0.5 }

/**
 * Waiting for a token takes no time: the clock jumps ahead to the moment at which it is there. Calls under way get on
 * meanwhile, for a bucket may wait for them.
 */
function jumpingClock(): Timing {
  let at = startedAt
  return {
    ...impatient,
    now: () => at,
    sleep: async (ms) => {
      at += Math.max(1, ms)
      await setImmediate()
    },
  }
}

export interface LoggedCall {
  action: string
  account: string
  region: string
  status: number
  code?: string
}

/** An AWS of its own for one test; the sample estate unless another is built. */
export async function simulate(options: Partial<SimulatorOptions> & { build?: BuildEstate } = {}) {
  const simulator = await startSimulator({ build: buildSample, now: new Date(startedAt), strict: true, ...options })
  const [production] = simulator.accounts
  if (!production) throw new Error('the estate has no account')
  const access: Access = {
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'any' },
  }
  const role: RoleToAssume = { roleArn: production.roleArn, externalId: production.externalId }
  const machine = () => ({ timing: impatient, pace: createPace({ timing: jumpingClock() }) })
  return {
    access,
    role,
    machine,
    accounts: simulator.accounts,
    /** Production in us-east-1, through the role, unless told otherwise. */
    collect: (changes: Partial<CollectOptions> = {}) =>
      collectInventory({ access, role, regions: ['us-east-1'], digestKey: 'test key', ...machine(), ...changes }),
    async calls(): Promise<LoggedCall[]> {
      const answer = await fetch(`${simulator.url}/_calls`)
      return answer.json()
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}
