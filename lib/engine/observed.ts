import type { Inventory } from '#lib/inventory/inventory.ts'
import { GLOBAL } from '#lib/inventory/sections.ts'
import type { Evaluation, Outcome } from './outcome.ts'
import { type CheckNames, formerNames, type Stored, type StoredSubject } from './reconcile.ts'
import { type ObservedResources, resourceKey } from './resources.ts'

/** The part of an account that a scan looked at; what is absent was looked at whole. */
export interface Extent {
  /** ARNs. */
  clusters?: ReadonlySet<string>
  services?: ReadonlySet<string>
}

/** What a scan may say of an account. */
export interface Observed {
  evaluation: Evaluation
  resources: ObservedResources
  /** Whether something stored that the scan did not see is proven to be gone. */
  mayBeGone(fingerprint: string, stored: { check: string; subject?: StoredSubject }): boolean
}

/** The clusters and services that a scan of these names found; without names it looked at its regions whole. */
export function extentOf(
  { sections }: Inventory,
  { clusters = [], services = [] }: { clusters?: readonly string[]; services?: readonly string[] },
): Extent {
  if (clusters.length + services.length === 0) return {}
  const found = Object.values(sections.services ?? {}).flat()
  if (services.length > 0) {
    return {
      clusters: new Set(found.map(({ clusterArn }) => clusterArn)),
      services: new Set(found.map(({ serviceArn }) => serviceArn)),
    }
  }
  return {
    clusters: new Set(Object.values(sections.clusters ?? {}).flatMap((list) => list.map((one) => one.clusterArn))),
  }
}

interface Part {
  evaluation: Evaluation
  resources: ObservedResources
  checks: readonly (CheckNames & { comparesClusters?: true })[]
}

/**
 * Leaves of a scan of a part what it may say. It speaks of subjects that belong to what
 * it looked at alone, now and as stored: what others share is judged by a scan that sees all who do. Account-wide subjects
 * belong to every region.
 */
export function observedPart(extent: Extent, { evaluation, resources, checks }: Part, stored: Stored): Observed {
  const isWithin = within(extent, stored)
  const former = formerNames(checks)
  const namesOf = (outcome: Outcome) => [outcome.fingerprint, ...former(outcome)]
  // An outcome that could not be judged names those alone who were seen then; its finding still names all.
  const isOwn = (names: readonly string[]) =>
    names
      .flatMap((name) => [stored.outcomes.get(name), stored.findings.get(name)])
      .every((row) => !row?.subject || isWithin(row.subject))
  const comparing = new Set(extent.clusters && checks.flatMap((check) => (check.comparesClusters ? [check.id] : [])))
  const outcomes = evaluation.outcomes.filter((outcome) => {
    if (comparing.has(outcome.check)) return false
    return isWithin(subjectOf(outcome)) && isOwn(namesOf(outcome))
  })
  if (!extent.clusters) {
    const part = { outcomes, complete: evaluation.complete }
    return {
      evaluation: part,
      resources: withoutGlobal(resources),
      mayBeGone: (_, { subject }) => !subject || isWithin(subject),
    }
  }
  const seen = new Set(evaluation.outcomes.flatMap(namesOf))
  const judged = new Set(outcomes.map(({ check, subject }) => `${check}|${resourceKey(subject)}`))
  const mayBeGone: Observed['mayBeGone'] = (fingerprint, { check, subject }) => {
    if (!subject || seen.has(fingerprint) || !isOwn([fingerprint])) return false
    return (
      ownKinds.has(subject.type) || (subject.type === 'container' && judged.has(`${check}|${resourceKey(subject)}`))
    )
  }
  const gone = [...stored.outcomes].flatMap(([fingerprint, { check, region, subject }]) => {
    const isGone = evaluation.complete.has(`${check}|${region}`) && mayBeGone(fingerprint, { check, subject })
    return isGone && subject && ownKinds.has(subject.type) ? [subject.id] : []
  })
  const keys = new Set(outcomes.map(({ subject }) => resourceKey(subject)))
  return {
    evaluation: { outcomes, complete: evaluation.complete },
    resources: {
      resources: resources.resources.filter(({ key }) => keys.has(key)),
      complete: new Set(),
      gone: new Set(gone),
    },
    mayBeGone,
  }
}

/** What lies in clusters and nowhere else: there a missing one is gone. Of others the last user may have left. */
const ownKinds = new Set(['ecs-cluster', 'ecs-service', 'ecs-task'])
/** What names all the services that it depends on. Other kinds may have users that are no service. */
const servedKinds = new Set(['ecs-service', 'task-definition', 'container', 'target-group', 'listener'])

function within({ clusters, services }: Extent, stored: Stored): (subject: StoredSubject) => boolean {
  const standalone = services ? standaloneFamilies(stored) : new Set()
  return (subject) => {
    if (subject.region === GLOBAL) return false
    if (!clusters) return true
    const { type } = subject
    const isOwned = subject.clusters.length > 0 && subject.clusters.every((arn) => clusters.has(arn))
    if (!services) return isOwned
    const isServed = subject.services.length > 0 && subject.services.every((arn) => services.has(arn))
    return isOwned && isServed && servedKinds.has(type) && !standalone.has(familyOf(resourceKey(subject)))
  }
}

/** Families that also run without a service: a scan of services did not look at those tasks. */
function standaloneFamilies({ outcomes }: Stored): ReadonlySet<string> {
  const tasks = [...outcomes.values()].flatMap(({ region, subject }) =>
    subject?.type === 'ecs-task' ? [`${region}|${subject.id.slice(subject.id.lastIndexOf('#') + 1)}`] : [],
  )
  return new Set(tasks)
}

function familyOf(key: string): string {
  const [, region, family] = /^arn:[\w-]+:ecs:([\w-]+):\d+:task-definition\/(.+)$/.exec(key) ?? []
  return `${region}|${family}`
}

function subjectOf({ region, subject, services, clusters }: Outcome): StoredSubject {
  return { region, type: subject.type, id: subject.id, services, clusters }
}

function withoutGlobal({ resources, complete }: ObservedResources): ObservedResources {
  return { resources, complete: new Set([...complete].filter((pair) => !pair.endsWith(`|${GLOBAL}`))) }
}
