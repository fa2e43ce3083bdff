import type { TaskDefinitionFamily } from '#lib/inventory/types/task-definition.ts'
import { isAbsence } from './absent.ts'
import { explain } from './collect-error.ts'
import { forEachOf } from './collector.ts'
import { activeRevisions, createFamilies } from './collectors/ecs/families.ts'
import { toTaskDefinition } from './collectors/ecs/task-definition-shape.ts'
import { CallError } from './failure.ts'
import type { Ledger } from './ledger.ts'
import { createMachine, type MachineOptions } from './machine.ts'
import { pages } from './pages.ts'
import { checkRegions, enabledRegions } from './regions.ts'
import type { RevisionCache } from './revision-cache.ts'
import { type Access, openSession, type RoleToAssume, type Session } from './session.ts'
import { MalformedAnswer } from './shape.ts'

export interface SweepOptions extends MachineOptions {
  access?: Access
  role?: RoleToAssume
  /** Empty or absent: every region the account has enabled. */
  regions?: readonly string[]
  digestKey: string
  /** What is known is not described; what is described is put there page by page, so that nothing is asked twice. */
  revisions: RevisionCache
}

export interface SweptRegion {
  region: string
  account: string
  /** What the ARNs of its task definitions begin with, up to the family. */
  prefix: string
  families: TaskDefinitionFamily[]
  /** Whether these are all families: every page of the list was read. */
  complete: boolean
  /** Revisions that were described now; those that are gone meanwhile are neither. */
  described: number
  /** Revisions that AWS did not give. The next sweep asks again. */
  failed: number
}

export interface Swept {
  regions: SweptRegion[]
  ledger: Ledger
}

/**
 * Describes every ACTIVE revision that no scan has read: those beyond what is in use and the newest of each family.
 * @throws CollectError when the account cannot be opened, and the signal's reason when it is cancelled
 */
export async function sweepRevisions(options: SweepOptions): Promise<Swept> {
  const { access = {}, role, regions: asked = [] } = options
  checkRegions(asked)
  const machine = createMachine(options)
  try {
    const session = await openSession(access, role, machine)
    const names = asked.length > 0 ? [...new Set(asked)] : await enabledRegions(session.call, session.homeRegion)
    const regions = await Promise.all(names.map((region) => sweepRegion(session, region, options)))
    return { regions, ledger: machine.ledger }
  } catch (error) {
    options.signal?.throwIfAborted()
    throw explain(error, { ...access, ...role })
  }
}

async function sweepRegion(session: Session, region: string, options: SweepOptions): Promise<SweptRegion> {
  const { account, partition } = session.identity
  const prefix = `arn:${partition}:ecs:${region}:${account}:task-definition/`
  const families = createFamilies()
  const swept = { region, account, prefix, complete: true, described: 0, failed: 0 }
  const call: Session['call'] = (action, input) => session.call(action, input, region)
  try {
    for await (const arns of pages({ call, region }, activeRevisions)) {
      families.add(arns)
      const known = await options.revisions.known(arns)
      const missing = arns.filter((arn) => !known.has(arn))
      swept.described += await describeEach(missing)
    }
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    swept.complete = false
  }
  return { ...swept, families: families.all() }

  async function describeEach(arns: readonly string[]): Promise<number> {
    const definitions: ReturnType<typeof toTaskDefinition>[] = []
    await forEachOf(arns, async (taskDefinition) => {
      try {
        const answer = await call('ecs:DescribeTaskDefinition', { taskDefinition, include: ['TAGS'] }, region)
        definitions.push(toTaskDefinition(answer, options.digestKey))
      } catch (error) {
        if (!(error instanceof CallError || error instanceof MalformedAnswer)) throw error
        // ECS has no code of its own for a deleted revision: it answers with its general client error.
        if (!isAbsence(error, ['ClientException'])) swept.failed += 1
      }
    })
    await options.revisions.put(definitions)
    return definitions.length
  }
}
