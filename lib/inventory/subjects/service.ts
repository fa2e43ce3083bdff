import { shortName } from '../derived/arn.ts'
import { type Launch, launches, launchesOf, launchOfTask, type Primary, primaryOf } from '../derived/launch.ts'
import { activeServices, isDormant, isRunning, isStandalone } from '../derived/usage.ts'
import type { Gap } from '../inventory.ts'
import type { Look } from '../look.ts'
import type { Service, Task } from '../types/ecs.ts'
import type { TaskSchedule } from '../types/schedule.ts'
import { reading, type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** An ACTIVE service. `primary` and `launches` are absent before the first promotion of an external deployment. */
export interface ServiceSubject {
  kind: 'service'
  service: Service
  primary: Primary | undefined
  launches: readonly Launch[]
  /** Its tasks that are not stopped. */
  tasks: readonly Task[]
  schedules: readonly TaskSchedule[]
}

/** Standalone and scheduled tasks of one family in one cluster. */
export interface StandaloneSubject {
  kind: 'standalone'
  clusterArn: string
  family: string
  launches: readonly Launch[]
  tasks: readonly Task[]
  schedules: readonly TaskSchedule[]
}

export type Workload = ServiceSubject | StandaloneSubject

const serviceReads = ['clusters', 'services', 'tasks', 'capacityProviders'] as const
const workloadReads = [...serviceReads, 'taskSchedules'] as const
const context = ['scalableTargets'] as const
type ServiceSection = (typeof serviceReads)[number] | (typeof context)[number]
type WorkloadSection = (typeof workloadReads)[number] | (typeof context)[number]

export const service: SubjectKind<ServiceSubject, ServiceSection> = {
  type: 'ecs-service',
  reads: serviceReads,
  context,
  find: (look) => look.once(services),
  concerns,
}

/** Services, and what runs without one: checks on placement and addresses judge both. */
export const workload: SubjectKind<Workload, WorkloadSection> = {
  type: 'ecs-service',
  reads: workloadReads,
  context,
  find: (look) => look.once(workloads),
  concerns,
}

/** A cluster whose services or tasks could not be listed says nothing about other clusters. */
function concerns(gap: Gap, item: SubjectItem<Workload>): boolean {
  return gap.within === undefined || item.clusters.includes(gap.within)
}

function workloads(look: Look<WorkloadSection>): readonly SubjectItem<Workload>[] {
  return [...look.once(services), ...standalone(look)]
}

function services(look: Look<ServiceSection>): readonly SubjectItem<ServiceSubject>[] {
  const tasks = Map.groupBy(
    look.seen('tasks').filter((task) => !isStandalone(task) && isRunning(task)),
    (task) => `${task.clusterArn}|${task.group}`,
  )
  return activeServices(look).map((one): SubjectItem<ServiceSubject> => {
    const own = tasks.get(`${one.clusterArn}|service:${one.serviceName}`) ?? []
    const base = {
      id: one.serviceArn,
      type: 'ecs-service',
      name: one.serviceName,
      arn: one.serviceArn,
      usage: strongestUsage(own.length > 0 || one.runningCount > 0 ? ['running'] : ['desired']),
      services: [one.serviceArn],
      clusters: [one.clusterArn],
      managed: shortName(one.clusterArn).startsWith('AWSBatch-'),
    }
    return reading(base, () => ({
      ...base,
      dormant: look.gaps('scalableTargets').length === 0 && isDormant(look, one),
      value: {
        kind: 'service',
        service: one,
        primary: primaryOf(one),
        launches: launchesOf(look, one) ?? [],
        tasks: own,
        schedules: [],
      },
    }))
  })
}

function standalone(look: Look<WorkloadSection>): SubjectItem<Workload>[] {
  const tasks = look.seen('tasks').filter((task) => isStandalone(task) && isRunning(task))
  const schedules = look.seen('taskSchedules')
  const key = (clusterArn: string, definition: string) => `${clusterArn}#${shortName(definition).replace(/:\d+$/, '')}`
  const tasksByKey = Map.groupBy(tasks, (task) => key(task.clusterArn, task.taskDefinitionArn))
  const schedulesByKey = Map.groupBy(schedules, (one) => key(one.clusterArn, one.TaskDefinitionArn))
  return [...new Set([...tasksByKey.keys(), ...schedulesByKey.keys()])].map((id): SubjectItem<Workload> => {
    const ownTasks = tasksByKey.get(id) ?? []
    const ownSchedules = schedulesByKey.get(id) ?? []
    const clusterArn = id.slice(0, id.lastIndexOf('#'))
    const family = id.slice(id.lastIndexOf('#') + 1)
    const base = {
      id,
      type: 'ecs-task',
      name: `${shortName(clusterArn)} / ${family}`,
      usage: strongestUsage(ownTasks.length > 0 ? ['running'] : ['scheduled']),
      services: [],
      clusters: [clusterArn],
      managed: family.startsWith('AWSBatch-'),
    }
    return reading(base, () => {
      const found = [
        ...ownTasks.map((task) => launchOfTask(look, task)),
        ...ownSchedules.flatMap((one) => launches(look, clusterArn, one.LaunchType, one.CapacityProviderStrategy)),
      ]
      const value = {
        kind: 'standalone' as const,
        clusterArn,
        family,
        launches: [...new Set(found)],
        tasks: ownTasks,
        schedules: ownSchedules,
      }
      return { ...base, value }
    })
  })
}
