import type { Look } from '../look.ts'
import type { ApiEvent } from '../types/audit.ts'
import { shortName } from './arn.ts'

const DAY_MS = 86_400_000

/** Calls of the last days that changed something, by the name of the event; refused ones are left out. */
export function eventsSince(look: Look<'apiEvents'>, name: string, days: number): readonly ApiEvent[] {
  const since = Date.parse(look.now) - days * DAY_MS
  const all = look.once(eventsByName).get(name) ?? []
  return all.filter((one) => Date.parse(one.EventTime) >= since)
}

/** Whether all events of a name are known that many days back. Throws MissingEvidence where they could not be read. */
export function reachesBack(look: Look<'apiEventWindows'>, name: string, days: number): boolean {
  const window = look.get('apiEventWindows', name)
  return window !== undefined && Date.parse(window.since) <= Date.parse(look.now) - days * DAY_MS
}

function eventsByName(look: Look<'apiEvents'>): ReadonlyMap<string, readonly ApiEvent[]> {
  return Map.groupBy(
    look.seen('apiEvents').filter((one) => one.errorCode === undefined),
    (one) => one.EventName,
  )
}

/** Whether an event names a service; without a cluster it means the default one. */
export function isAbout({ about }: ApiEvent, service: { serviceName: string; clusterArn: string }): boolean {
  return (
    shortName(about.service ?? '') === service.serviceName &&
    shortName(about.cluster ?? 'default') === shortName(service.clusterArn)
  )
}

/** Name of the role, user or AWS service behind a call; service-linked roles are their services. */
export function callerOf({ userIdentity, Username }: ApiEvent): string {
  const { invokedBy, sessionIssuerArn, arn } = userIdentity
  return invokedBy ?? principalName(sessionIssuerArn ?? arn ?? '') ?? Username ?? 'somebody unknown'
}

/** Name of the role or user in an ARN of IAM or STS; undefined for what is none. */
export function principalName(arn: string): string | undefined {
  const resource = arn.split(':').slice(5).join(':')
  const assumed = /^assumed-role\/([^/]+)/.exec(resource)?.[1]
  if (assumed) return assumed
  return resource === '' ? undefined : shortName(resource)
}
