import { definitionsByArn } from '../derived/definitions.ts'
import { logGroupNameOf } from '../derived/logs.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { LogGroup } from '../types/operations.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** A log group that containers in use write to, or that Container Insights keeps. */
export interface LogGroupSubject {
  group: LogGroup
  uses: readonly Use[]
  containerInsights: boolean
}

const INSIGHTS = '/aws/ecs/containerinsights/'
const reads = [...usageReads, 'logGroups'] as const
type Section = UsageSection | 'logGroups'

export const logGroup: SubjectKind<LogGroupSubject, Section> = {
  type: 'log-group',
  reads,
  find: (look) => look.once(logGroups),
}

function logGroups(look: Look<Section>): readonly SubjectItem<LogGroupSubject>[] {
  const users = usesByLogGroup(look)
  return look.seen('logGroups').flatMap((group): SubjectItem<LogGroupSubject>[] => {
    const uses = users.get(group.logGroupName) ?? []
    const containerInsights = group.logGroupName.startsWith(INSIGHTS)
    if (uses.length === 0 && !containerInsights) return []
    return [
      {
        id: group.arn,
        type: 'log-group',
        name: group.logGroupName,
        arn: group.arn,
        usage: containerInsights ? 'running' : strongestUsage(uses.map((use) => use.usage)),
        services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
        clusters: [...new Set(uses.map((use) => use.clusterArn))],
        value: { group, uses, containerInsights },
      },
    ]
  })
}

function usesByLogGroup(look: Look<UsageSection>): ReadonlyMap<string, readonly Use[]> {
  const definitions = look.once(definitionsByArn)
  const found = new Map<string, Use[]>()
  for (const [arn, uses] of look.once(usesByRevision)) {
    for (const container of definitions.get(arn)?.containerDefinitions ?? []) {
      const name = logGroupNameOf(container)
      if (name) found.set(name, [...(found.get(name) ?? []), ...uses])
    }
  }
  return found
}
