import { familyArn } from '#lib/inventory/derived/arn.ts'
import { targetGroupsOf } from '#lib/inventory/derived/traffic.ts'
import { usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { ResourceRelation } from '../resources.ts'
import { ifKnown } from './described.ts'

/** What a service belongs to, runs, stands behind and is guarded by. */
export function relationsOfService(look: Look<SectionName>, service: Service): ResourceRelation[] {
  const revisions = [...look.once(usesByRevision)].filter(([, uses]) =>
    uses.some((use) => use.service?.serviceArn === service.serviceArn),
  )
  const groups = service.networkConfiguration?.awsvpcConfiguration?.securityGroups ?? []
  return [
    { kind: 'in', to: service.clusterArn },
    ...[...new Set(revisions.map(([arn]) => familyArn(arn)))].map((to) => ({ kind: 'runs', to })),
    ...(ifKnown(() => targetGroupsOf(look, service)) ?? []).map((to) => ({ kind: 'behind', to })),
    ...groups.map((to) => ({ kind: 'guarded by', to })),
  ]
}
