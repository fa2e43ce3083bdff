import type { PoolClient } from 'pg'
import { type Extent, observedPart } from '#lib/engine/observed.ts'
import type { Evaluation } from '#lib/engine/outcome.ts'
import { type Changes, type CheckNames, reconcile } from '#lib/engine/reconcile.ts'
import { completeResources, type ObservedResources, priorities, type Resource } from '#lib/engine/resources.ts'
import { readDiffering } from './differing.ts'
import { readStored } from './stored.ts'

/** What a scan found. */
interface Found {
  /** What of the account it looked at; absent: all. */
  extent?: Extent
  evaluation: Evaluation
  resources: ObservedResources
  checks: readonly CheckNames[]
  /** Puts the answers of people over what it may say. */
  lay(evaluation: Evaluation): Evaluation
}

/** What a scan may say of its account, and what that changes. */
interface Comparison {
  evaluation: Evaluation
  resources: ObservedResources
  /** The resources observed and those that only outcomes name, by key. */
  all: ReadonlyMap<string, Resource>
  changes: Changes
  /** Nothing of the account was stored before. */
  isFirst: boolean
}

/** Compares a scan with what is stored of its account. */
export function compare(client: PoolClient, account: string, found: Found): Promise<Comparison> {
  return found.extent ? comparePart(client, account, found, found.extent) : compareWhole(client, account, found)
}

async function compareWhole(client: PoolClient, account: string, found: Found): Promise<Comparison> {
  const { resources, checks } = found
  const evaluation = found.lay(found.evaluation)
  const all = completeResources(resources.resources, evaluation.outcomes)
  const priorityOf = priorities(all)
  const { outcomes, hashOf, stored, isFirst } = await readDiffering(client, account, evaluation.outcomes, priorityOf)
  const changes = reconcile({ ...evaluation, outcomes }, stored, checks, priorityOf, { hashOf })
  return { evaluation, resources, all, changes, isFirst }
}

async function comparePart(client: PoolClient, account: string, found: Found, extent: Extent): Promise<Comparison> {
  const stored = await readStored(client, account)
  const { evaluation: part, resources, mayBeGone } = observedPart(extent, found, stored)
  const evaluation = found.lay(part)
  const all = completeResources(resources.resources, evaluation.outcomes)
  const changes = reconcile(evaluation, stored, found.checks, priorities(all), { mayBeGone })
  const isFirst = stored.outcomes.size === 0 && stored.findings.size === 0
  return { evaluation, resources, all, changes, isFirst }
}
