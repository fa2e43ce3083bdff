import { activeServices, isRunning } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Cluster, Service, Task } from '../types/ecs.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** An account that runs something on ECS, over all regions. */
export interface AccountSubject {
  clusters: readonly Cluster[]
}

const reads = ['clusters', 'services', 'tasks'] as const

/** The account as a whole, once; none where nothing runs on ECS. */
export const account: SubjectKind<AccountSubject, (typeof reads)[number]> = {
  type: 'account',
  global: true,
  reads,
  find: (look) => look.once(accounts),
}

function accounts(look: Look<(typeof reads)[number]>): readonly SubjectItem<AccountSubject>[] {
  const services = activeServices(look)
  const tasks = look.seen('tasks').filter(isRunning)
  if (services.length + tasks.length === 0) return []
  const clusters = look.seen('clusters').filter((one) => one.status === 'ACTIVE')
  return [
    {
      id: `account/${look.account}/${look.region}`,
      type: 'account',
      name: look.account,
      usage: tasks.length > 0 || services.some((one) => one.runningCount > 0) ? 'running' : 'desired',
      services: services.map((one) => one.serviceArn),
      clusters: clusters.map((one) => one.clusterArn),
      value: { clusters },
    },
  ]
}

/** What an account has in one region. */
export interface AccountRegionSubject extends AccountSubject {
  services: readonly Service[]
  /** Tasks that are not stopped. */
  tasks: readonly Task[]
}

/** The account in every region that has an ACTIVE cluster. */
export const accountRegion: SubjectKind<AccountRegionSubject, (typeof reads)[number]> = {
  type: 'account',
  reads,
  find: (look) => look.once(accountRegions),
}

function accountRegions(look: Look<(typeof reads)[number]>): readonly SubjectItem<AccountRegionSubject>[] {
  const clusters = look.seen('clusters').filter((one) => one.status === 'ACTIVE')
  if (clusters.length === 0) return []
  const services = activeServices(look)
  const tasks = look.seen('tasks').filter(isRunning)
  return [
    {
      id: `account/${look.account}/${look.region}`,
      type: 'account',
      name: `${look.account} ${look.region}`,
      usage: tasks.length > 0 || services.some((one) => one.runningCount > 0) ? 'running' : 'desired',
      services: services.map((one) => one.serviceArn),
      clusters: clusters.map((one) => one.clusterArn),
      value: { clusters, services, tasks },
    },
  ]
}
