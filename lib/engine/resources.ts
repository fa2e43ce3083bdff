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

/** Key of the resource a subject is, or is a part of: a container belongs to its family. */
export function resourceKey(subject: Outcome['subject']): string {
  return subject.type === 'container' ? subject.id.slice(0, subject.id.lastIndexOf('#')) : subject.id
}

/** What is known of the resource of an outcome that the inventory did not describe. */
export function bareResource({ subject, region }: Outcome): Resource {
  const part = subject.type === 'container'
  return {
    key: resourceKey(subject),
    type: part ? 'task-definition' : subject.type,
    name: part ? subject.name.slice(0, subject.name.lastIndexOf(' / ')) : subject.name,
    arn: subject.arn,
    region,
    tags: {},
    exposed: false,
    relations: [],
  }
}

/** Priority of outcomes, from what their own resource and the services that use it tell. */
export function priorities(resources: Iterable<Resource>): (outcome: Outcome) => number {
  const byKey = new Map([...resources].map((resource) => [resource.key, resource]))
  return ({ severity, usage, subject, services }) => {
    const around = [resourceKey(subject), ...services].flatMap((key) => byKey.get(key) ?? [])
    return priorityOf({
      severity,
      usage,
      exposed: around.some((resource) => resource.exposed),
      environment: around.find((resource) => resource.environment !== undefined)?.environment,
    })
  }
}
