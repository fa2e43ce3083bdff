import { type History, noHistory } from '#lib/inventory/history.ts'
import { freeze, type Inventory } from '#lib/inventory/inventory.ts'
import { defaultPolicy, type Policy } from '#lib/inventory/policy.ts'
import { GLOBAL } from '#lib/inventory/sections.ts'
import { type Checkpoints, noCheckpoints } from './checkpoints.ts'
import { CollectError, explain } from './collect-error.ts'
import type { CollectContext, Scope } from './collector.ts'
import { isInScope } from './collectors/ecs/clusters.ts'
import { accountCollectors, regionCollectors } from './collectors/index.ts'
import { download } from './download.ts'
import { CallError } from './failure.ts'
import type { Ledger } from './ledger.ts'
import { createMachine, type MachineOptions } from './machine.ts'
import { checkRegions, enabledRegions } from './regions.ts'
import { noRevisions, type RevisionCache } from './revision-cache.ts'
import { type Progress, runCollectors, toInventory } from './run.ts'
import { type Access, openSession, type RoleToAssume, type Session } from './session.ts'

export interface CollectOptions extends MachineOptions {
  access?: Access
  /** Absent: the account of the server's own credentials is read with them. */
  role?: RoleToAssume
  /** Empty or absent: every region the account has enabled. */
  regions?: readonly string[]
  scope?: Partial<Scope>
  policy?: Policy
  accountTags?: Readonly<Record<string, string>>
  history?: History
  /** Secret of this installation that keys the digests of redacted values. */
  digestKey: string
  /** Absent: every revision is described. */
  knownRevisions?: RevisionCache
  /** Absent: nothing was begun before, and nothing is kept. */
  checkpoints?: Checkpoints
  /** ISO 8601: when the evidence of the checkpoints begins; absent: now. */
  takenAt?: string
  onProgress?: Progress
}

export interface Collected {
  /** Frozen. */
  inventory: Inventory
  ledger: Ledger
  /** What each region turned out to be. */
  regions: readonly { region: string; enabled: boolean; clusters: number }[]
}

/**
 * Reads one account. What could not be read is a gap in the inventory.
 * @throws CollectError when nothing can be read at all, and the signal's reason when the scan is cancelled
 */
export async function collectInventory(options: CollectOptions): Promise<Collected> {
  const { access = {}, role, regions: asked = [], checkpoints = noCheckpoints, signal, onProgress } = options
  checkRegions(asked)
  const machine = createMachine(options)
  const takenAt = options.takenAt ?? new Date(machine.timing.now()).toISOString()
  const session = await openSession(access, role, machine)
  const regions = asked.length > 0 ? [...new Set(asked)] : await findRegions(session, access)
  const { account, partition } = session.identity
  const head = {
    account,
    partition,
    regions,
    takenAt,
    policy: options.policy ?? defaultPolicy,
    accountTags: options.accountTags ?? {},
    history: options.history ?? noHistory,
  }
  announce(regions, onProgress)
  const kept = { known: await checkpoints.load(), save: checkpoints.save }
  const wait = (ms: number) => machine.timing.sleep(ms, signal)
  const contextIn = (region: string) => ({ ...createContext(session, region, options), wait })
  const parts = await Promise.all([
    ...regions.map(async (region) => {
      const gathered = await runCollectors(regionCollectors, {
        context: contextIn(region),
        region,
        head,
        checkpoints: kept,
        signal,
        onProgress,
      })
      return { region, ...gathered }
    }),
    runCollectors(accountCollectors, {
      context: contextIn(session.homeRegion),
      region: GLOBAL,
      head,
      checkpoints: kept,
      signal,
      onProgress,
    }).then((gathered) => ({ region: GLOBAL, ...gathered })),
  ])
  const inventory = toInventory(head, parts)
  const states = regions.map((region) => describeRegion(inventory, region))
  refuseEmptyHanded(inventory, states, options)
  return { inventory: freeze(inventory), ledger: machine.ledger, regions: states }
}

/** Tells all that will be done before anything is, so that progress has a whole to be a part of. */
function announce(regions: readonly string[], onProgress: Progress | undefined): void {
  for (const { name } of accountCollectors) onProgress?.({ region: GLOBAL, collector: name }, 'planned')
  for (const region of regions) {
    for (const { name } of regionCollectors) onProgress?.({ region, collector: name }, 'planned')
  }
}

async function findRegions({ call, homeRegion }: Session, access: Access): Promise<string[]> {
  try {
    return await enabledRegions(call, homeRegion)
  } catch (error) {
    throw explain(error, access)
  }
}

function createContext(
  session: Session,
  region: string,
  { access, scope, digestKey, knownRevisions = noRevisions, signal }: CollectOptions,
): Omit<CollectContext, 'wait'> {
  const { call, identity } = session
  return {
    account: identity.account,
    partition: identity.partition,
    region,
    scope: { clusters: scope?.clusters ?? [], services: scope?.services ?? [] },
    digestKey,
    knownRevisions,
    call: (action, input, where = region) => call(action, input, where),
    async download(action, address, maxBytes) {
      try {
        return await download(address, { maxBytes, endpoint: access?.endpoint ?? process.env.AWS_ENDPOINT_URL, signal })
      } catch {
        signal?.throwIfAborted()
        throw new CallError(action, region, { kind: 'no-answer', code: 'DownloadFailed' })
      }
    },
  }
}

type RegionState = Collected['regions'][number]

function describeRegion({ sections, gaps }: Inventory, region: string): RegionState {
  const disabled = gaps.some(
    (gap) => gap.region === region && gap.section === 'clusters' && gap.reason === 'region-disabled',
  )
  return { region, enabled: !disabled, clusters: sections.clusters?.[region]?.length ?? 0 }
}

/** A report about nothing would look like a clean one. */
function refuseEmptyHanded(inventory: Inventory, regions: readonly RegionState[], { scope }: CollectOptions): void {
  const { account, sections, gaps } = inventory
  const names = regions.map(({ region }) => region).join(', ')
  if (regions.every(({ enabled }) => !enabled)) {
    throw new CollectError(
      'region-disabled',
      `Account ${account} has not enabled ${names}: enable the region or choose others.`,
    )
  }
  const clusters = Object.values(sections.clusters ?? {}).flatMap((list) => list.map((one) => one.clusterArn))
  const services = Object.values(sections.services ?? {}).flatMap((list) => list.map((one) => one.serviceArn))
  const isMissing = (arns: readonly string[]) => (name: string) => !arns.some((arn) => isInScope(arn, [name]))
  const missing = [
    ...(scope?.clusters ?? []).filter(isMissing(clusters)).map((name) => `cluster ${name}`),
    ...(scope?.services ?? []).filter(isMissing(services)).map((name) => `service ${name}`),
  ]
  const unread = gaps.some(({ section }) => section === 'clusters' || section === 'services')
  if (missing.length === 0 || unread) return
  throw new CollectError(
    'not-found',
    `Account ${account} has no ${missing.join(', ')} in ${names}: check the name and the region.`,
  )
}
