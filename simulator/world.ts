import { hash } from 'node:crypto'
import { type AccountEstate, type Estate, emptyRegion, type RegionEstate } from './estate.ts'
import type { SessionPolicy } from './policy.ts'

/** Temporary credentials that AssumeRole handed out. */
export interface Session {
  accountId: string
  /** The assumed role's ARN with the session's name, as STS writes it. */
  arn: string
  userId: string
  policy?: SessionPolicy
  expires: Date
  /** How many calls it was used for. */
  calls: number
}

/** The estate as it stands now, and who may speak for it. */
export interface World {
  accounts: AccountEstate[]
  /** By session token. */
  sessions: Map<string, Session>
  /** How many calls a session lasts, whatever its duration. */
  sessionCalls: number
  /** The real time: sessions end by it, because clients watch it. */
  clock: () => Date
  /** The estate's time: it begins at the `now` its dates were built from. */
  now: () => Date
}

/** A world of its own: changes to it leave the estate that was passed in as it is. */
export function createWorld(estate: Estate, options: { now: Date; clock: () => Date; sessionCalls?: number }): World {
  const started = options.clock().getTime()
  return {
    accounts: estate.accounts.map((account) => ({ ...account, regions: copyRegions(account) })),
    sessions: new Map(),
    sessionCalls: options.sessionCalls ?? Number.POSITIVE_INFINITY,
    clock: options.clock,
    now: () => new Date(options.now.getTime() + options.clock().getTime() - started),
  }
}

function copyRegions({ enabledRegions, regions }: AccountEstate): Record<string, RegionEstate> {
  return Object.fromEntries(
    enabledRegions.map((name) => {
      const region = regions[name] ?? emptyRegion()
      const taskDefinitions = [...region.ecs.taskDefinitions].sort((a, b) => (a.family < b.family ? -1 : 1))
      return [name, { ...region, ecs: { ...region.ecs, taskDefinitions }, ec2: { ...region.ec2 } }]
    }),
  )
}

/** Hexadecimal digits that follow from what is passed, as ids and tokens are made of. At most 64. */
export function digits(length: number, ...parts: (string | number)[]): string {
  return hash('sha256', parts.join('\n'), 'hex').slice(0, length)
}
