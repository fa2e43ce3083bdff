import { ec2Arn, type GroupUse, groupUseReads, groupUses } from '../derived/interfaces.ts'
import type { Look } from '../look.ts'
import type { SectionName } from '../sections.ts'
import type { CacheCluster, DbCluster, DbInstance, ServerlessCache } from '../types/data-stores.ts'
import type { SecurityGroup } from '../types/ec2.ts'
import { ownership } from './ownership.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** A database or cache, with the section it stands in. */
export type DataStore =
  | { section: 'dbInstances'; record: DbInstance; name: string }
  | { section: 'dbClusters'; record: DbCluster; name: string }
  | { section: 'cacheClusters'; record: CacheCluster; name: string }
  | { section: 'serverlessCaches'; record: ServerlessCache; name: string }

/** The security group of data stores, and who is admitted by name. */
export interface DataStoreGroupSubject {
  group: SecurityGroup
  stores: readonly DataStore[]
  /** Groups of tasks and hosts that a rule of this group names, by id. */
  callers: ReadonlyMap<string, GroupUse>
}

const storeSections = [
  'dbInstances',
  'dbClusters',
  'cacheClusters',
  'serverlessCaches',
] as const satisfies readonly SectionName[]
const reads = [...groupUseReads, ...storeSections] as const
type Section = (typeof reads)[number]

/** Security groups of RDS, Aurora and ElastiCache resources. */
export const dataStoreGroup: SubjectKind<DataStoreGroupSubject, Section> = {
  type: 'security-group',
  reads,
  find: (look) => look.once(dataStoreGroups),
}

function dataStoreGroups(look: Look<Section>): readonly SubjectItem<DataStoreGroupSubject>[] {
  const groups = new Map(look.seen('securityGroups').map((one) => [one.GroupId, one]))
  const uses = look.once(groupUses)
  const byGroup = Map.groupBy(
    storesOf(look).flatMap((store) => store.record.SecurityGroupIds.map((id) => ({ id, store }))),
    ({ id }) => id,
  )
  return [...byGroup].flatMap(([id, members]): SubjectItem<DataStoreGroupSubject>[] => {
    const group = groups.get(id)
    const base = { id, type: 'security-group', name: group?.GroupName ?? id, arn: ec2Arn(look, 'security-group', id) }
    if (!group) {
      const unread = look.gaps('securityGroups').filter((gap) => !gap.resource || gap.resource === id)
      return unread.length > 0 ? [{ ...base, services: [], clusters: [], unread }] : []
    }
    const named = group.IpPermissions.flatMap((one) => one.UserIdGroupPairs.map((pair) => pair.GroupId))
    const callers = new Map(
      named.flatMap((caller) => {
        const use = uses.get(caller)
        return use ? [[caller, use] as const] : []
      }),
    )
    const services = [...callers.values()].flatMap((use) => use.services)
    const value = { group, stores: members.map(({ store }) => store), callers }
    return [{ ...base, ...ownership(services), usage: 'running', value }]
  })
}

function storesOf(look: Look<Section>): readonly DataStore[] {
  return [
    ...look
      .seen('dbInstances')
      .map((record): DataStore => ({ section: 'dbInstances', record, name: record.DBInstanceIdentifier })),
    ...look
      .seen('dbClusters')
      .map((record): DataStore => ({ section: 'dbClusters', record, name: record.DBClusterIdentifier })),
    ...look
      .seen('cacheClusters')
      .map((record): DataStore => ({ section: 'cacheClusters', record, name: record.CacheClusterId })),
    ...look
      .seen('serverlessCaches')
      .map((record): DataStore => ({ section: 'serverlessCaches', record, name: record.ServerlessCacheName })),
  ]
}
