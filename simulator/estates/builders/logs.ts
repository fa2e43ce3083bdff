import type { Tags } from '../../estate.ts'
import { arn, daysAgo, minutesAgo, type Place, pick, type Site } from './site.ts'

export interface LogGroupSpec {
  name: string
  /** Absent: 400 days. null: its events never expire. */
  retentionInDays?: number | null
  tags?: Tags
}

export const logGroupArn = (place: Place, name: string) => arn(place, 'logs', `log-group:${name}`)

export function addLogGroup(site: Site, spec: LogGroupSpec): void {
  const retention = spec.retentionInDays === undefined ? 400 : spec.retentionInDays
  site.estate.logs.groups.push({
    logGroupName: spec.name,
    arn: `${logGroupArn(site, spec.name)}:*`,
    logGroupArn: logGroupArn(site, spec.name),
    logGroupClass: 'STANDARD',
    creationTime: daysAgo(site, 500).getTime(),
    metricFilterCount: 0,
    storedBytes: 1_000_000 + pick(site, 900_000_000, spec.name),
    ...(retention !== null && { retentionInDays: retention }),
  })
  site.estate.logs.streams[spec.name] = []
  site.estate.logs.tags[spec.name] = spec.tags ?? {}
}

/** The stream of one container of one task; `quietMinutes` is how long nothing came in. */
export function addLogStream(site: Site, group: string, name: string, startedAt: Date, quietMinutes: number): void {
  const last = minutesAgo(site, quietMinutes).getTime()
  const streams = site.estate.logs.streams[group]
  if (!streams) throw new Error(`The estate has no log group ${group}.`)
  streams.push({
    logStreamName: name,
    arn: `${logGroupArn(site, group)}:log-stream:${name}`,
    creationTime: startedAt.getTime(),
    firstEventTimestamp: startedAt.getTime(),
    lastEventTimestamp: last,
    lastIngestionTime: last,
    storedBytes: 0,
  })
}
