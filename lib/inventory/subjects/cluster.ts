import { activeServices, isRunning } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Cluster, ContainerInstance, Service, Task } from '../types/ecs.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

export interface ClusterSubject {
  cluster: Cluster
  services: readonly Service[]
  /** Tasks that are not stopped. */
  tasks: readonly Task[]
  instances: readonly ContainerInstance[]
}

const reads = ['clusters', 'services', 'tasks', 'containerInstances'] as const
type Section = (typeof reads)[number]

/** ACTIVE clusters. */
export const cluster: SubjectKind<ClusterSubject, Section> = {
  type: 'ecs-cluster',
  reads,
  find: (look) => look.once(clusters),
  concerns: (gap, item) => gap.within === undefined || gap.within === item.id,
}

function clusters(look: Look<Section>): readonly SubjectItem<ClusterSubject>[] {
  const services = Map.groupBy(activeServices(look), (one) => one.clusterArn)
  const tasks = Map.groupBy(look.seen('tasks').filter(isRunning), (one) => one.clusterArn)
  const instances = Map.groupBy(look.seen('containerInstances'), (one) => one.clusterArn)
  const active = look.seen('clusters').filter((one) => one.status === 'ACTIVE')
  return active.map((one) => ({
    id: one.clusterArn,
    type: 'ecs-cluster',
    name: one.clusterName,
    arn: one.clusterArn,
    usage: one.runningTasksCount > 0 || one.registeredContainerInstancesCount > 0 ? 'running' : 'desired',
    managed: one.clusterName.startsWith('AWSBatch-'),
    services: [],
    clusters: [one.clusterArn],
    value: {
      cluster: one,
      services: services.get(one.clusterArn) ?? [],
      tasks: tasks.get(one.clusterArn) ?? [],
      instances: instances.get(one.clusterArn) ?? [],
    },
  }))
}
