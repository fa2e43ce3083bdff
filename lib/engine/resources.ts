import type { Json } from '#lib/inventory/evidence.ts'
import type { Outcome } from './outcome.ts'
import { priorityOf } from './priority.ts'

/** How one resource uses another, read from left to right: service `runs` family, family `assumes` role. */
export interface ResourceRelation {
  kind: string
  /** Stable key of the other resource. */
  to: string
}

/** One resource of the estate as pages show it: what it is called, whose it is and how it is configured, redacted. */
export interface Resource {
  /** Stable key: an ARN without revision, or an id such as sg-...; equal to the subject's id where it is one. */
  key: string
  type: string
  name: string
  arn?: string
  region: string
  tags: Readonly<Record<string, string>>
  owner?: string
  environment?: string
  /** Reachable from the internet, itself or through a service that uses it. */
  exposed: boolean
  relations: readonly ResourceRelation[]
  /** Further words it is found by: container and image names. */
  terms?: readonly string[]
  /** Absent when only an outcome names the resource. */
  configuration?: Json
}

/** The resources of a scan. */
export interface ObservedResources {
  resources: readonly Resource[]
  /** `type|region` pairs of which all resources were found: only there does a missing one prove that it is gone. */
  complete: ReadonlySet<string>
  /** Keys of further ones that are proven to be gone. */
  gone?: ReadonlySet<string>
}

/** Key of the resource a subject is, or is a part of: a container belongs to its family. */
export function resourceKey(subject: Pick<Outcome['subject'], 'type' | 'id'>): string {
  return subject.type === 'container' ? subject.id.slice(0, subject.id.lastIndexOf('#')) : subject.id
}

/**
 * All resources that the outcomes are about, by key: those that the inventory described, and the rest as far as the
 * outcome tells. What a service says of exposure, environment and owner holds for whatever it uses.
 */
export function completeResources(
  described: readonly Resource[],
  outcomes: readonly Outcome[],
): ReadonlyMap<string, Resource> {
  const complete = new Map(described.map((resource) => [resource.key, resource]))
  for (const outcome of outcomes) {
    const key = resourceKey(outcome.subject)
    const known = complete.get(key)
    const completed = inheriting(known ?? bareResource(outcome), outcome.services, complete)
    if (completed !== known) complete.set(key, completed)
  }
  return complete
}

function inheriting(own: Resource, services: readonly string[], known: ReadonlyMap<string, Resource>): Resource {
  if (own.exposed && own.environment !== undefined && own.owner !== undefined) return own
  if (!services.some((arn) => known.has(arn))) return own
  const users = services.toSorted().flatMap((arn) => known.get(arn) ?? [])
  return {
    ...own,
    exposed: own.exposed || users.some((service) => service.exposed),
    environment: own.environment ?? users.find((service) => service.environment)?.environment,
    owner: own.owner ?? users.find((service) => service.owner)?.owner,
  }
}

function bareResource({ subject, region }: Outcome): Resource {
  const isPart = subject.type === 'container'
  return {
    key: resourceKey(subject),
    type: isPart ? 'task-definition' : subject.type,
    name: isPart ? subject.name.slice(0, subject.name.lastIndexOf(' / ')) : subject.name,
    arn: subject.arn,
    region,
    tags: {},
    exposed: false,
    relations: [],
  }
}

/** Priority of outcomes on these resources. */
export function priorities(resources: ReadonlyMap<string, Resource>): (outcome: Outcome) => number {
  return ({ severity, usage, subject }) => {
    const resource = resources.get(resourceKey(subject))
    return priorityOf({ severity, usage, exposed: resource?.exposed ?? false, environment: resource?.environment })
  }
}
