import type { Gap } from '../inventory.ts'
import { type Look, MissingEvidence } from '../look.ts'
import type { Usage } from '../subjects/subject.ts'
import type { Service, Task, TaskOverride } from '../types/ecs.ts'
import type { TaskSchedule } from '../types/schedule.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { parseArn } from './arn.ts'
import { type DaemonInForce, type DaemonSection, daemonReads, isDaemonDefinition, usesByDaemon } from './daemons.ts'
import { controllerOf, type Launch, launches, launchesOf, launchOfTask } from './launch.ts'

/** One reason why a task definition revision is in use (IN-USE TASKDEF). */
export interface Use {
  usage: Exclude<Usage, 'registered'>
  /** Undefined when a gap hides the compute (`gaps`): such a use is neither passed nor failed. */
  launch: Launch | undefined
  gaps?: readonly Gap[]
  clusterArn: string
  /** The service it runs for; absent for standalone and scheduled tasks. */
  service?: Service
  task?: Task
  schedule?: TaskSchedule
  daemon?: DaemonInForce
  override?: TaskOverride
}

/** What task definitions and their uses are told by; those of daemons stand apart. */
export const taskUsageReads = [
  'clusters',
  'services',
  'tasks',
  'taskDefinitions',
  'families',
  'taskSchedules',
  'capacityProviders',
  'containerInstances',
] as const
export const usageReads = [...taskUsageReads, ...daemonReads] as const
export type UsageSection = (typeof usageReads)[number]
type UserSection = Exclude<UsageSection, 'taskDefinitions' | DaemonSection>
/** What names a revision by its number, without a look at the families. */
export const servedReads = ['clusters', 'services', 'tasks', 'capacityProviders', 'containerInstances'] as const
type ServedSection = (typeof servedReads)[number]

const HISTORY_DAYS = 30

/** Uses per task definition ARN, daemons' included, from everything that was read; whether that is all of them, the gaps tell. */
export function usesByRevision(look: Look<UsageSection>): ReadonlyMap<string, readonly Use[]> {
  const definitions = new Map(look.seen('taskDefinitions').map((one) => [one.taskDefinitionArn, one]))
  const found = findUses(look, (arn) => latentLaunches(definitions.get(arn))[0])
  for (const [arn, use] of usesByDaemon(look)) addUse(found, arn, use)
  return found
}

/** Uses by services and tasks alone, for who has yet to read the definitions and whatever else may run them. */
export function servedUses(look: Look<ServedSection>): ReadonlyMap<string, readonly Use[]> {
  const found: Uses = new Map()
  addServed(look, found)
  return found
}

/** ARNs of the revisions in use, for who has yet to read them; daemons name their own. */
export function revisionsInUse(look: Look<UserSection>): readonly string[] {
  return [...findUses(look, () => undefined).keys()]
}

/** `writtenFor`: the compute a revision is written for, where nothing that runs tells. */
function findUses(look: Look<UserSection>, writtenFor: (taskDefinitionArn: string) => Launch | undefined): Uses {
  const found: Uses = new Map()
  addServed(look, found)
  addScheduled(look, found, writtenFor)
  return found
}

type Uses = Map<string, Use[]>

function addUse(found: Uses, taskDefinitionArn: string | undefined, use: Use): void {
  if (!taskDefinitionArn) return
  const list = found.get(taskDefinitionArn)
  if (list) list.push(use)
  else found.set(taskDefinitionArn, [use])
}

function addServed(look: Look<ServedSection>, found: Uses): void {
  for (const service of activeServices(look)) {
    const revisions = new Set([
      ...(controllerOf(service) === 'ECS' ? [service.taskDefinition] : []),
      ...service.deployments.map((deployment) => deployment.taskDefinition),
      ...service.taskSets.map((set) => set.taskDefinition),
    ])
    for (const launch of attempt(() => launchesOf(look, service) ?? launchesOfTaskSets(look, service))) {
      for (const revision of revisions)
        addUse(found, revision, { usage: 'desired', ...launch, clusterArn: service.clusterArn, service })
    }
  }
  const services = serviceIndex(look)
  for (const task of look.seen('tasks')) {
    // Daemons tell themselves what they run.
    if (isDaemonDefinition(task.taskDefinitionArn)) continue
    const standalone = isStandalone(task)
    const running = isRunning(task)
    if (!running && !standalone) continue
    const service = standalone ? undefined : services.get(`${task.clusterArn}|${task.group?.slice('service:'.length)}`)
    const usage = running ? 'running' : 'scheduled'
    for (const launch of attempt(() => [launchOfTask(look, task)])) {
      addUse(found, task.taskDefinitionArn, {
        usage,
        ...launch,
        clusterArn: task.clusterArn,
        service,
        task,
        override: task.overrides,
      })
    }
  }
}

function addScheduled(
  look: Look<UserSection>,
  found: Uses,
  writtenFor: (taskDefinitionArn: string) => Launch | undefined,
): void {
  for (const schedule of look.seen('taskSchedules')) {
    const { clusterArn, LaunchType, CapacityProviderStrategy, Input } = schedule
    const revision = resolveRevision(look, schedule.TaskDefinitionArn)
    for (const launch of attempt(() => launches(look, clusterArn, LaunchType, CapacityProviderStrategy))) {
      addUse(found, revision, { usage: 'scheduled', ...launch, clusterArn, schedule, override: Input })
    }
  }
  const since = Date.parse(look.now) - HISTORY_DAYS * 86_400_000
  for (const past of look.history.standaloneTasks) {
    if (past.region !== look.region || Date.parse(past.lastSeenAt) < since || found.has(past.taskDefinitionArn))
      continue
    addUse(found, past.taskDefinitionArn, {
      usage: 'scheduled',
      launch: writtenFor(past.taskDefinitionArn) ?? 'EC2',
      clusterArn: past.clusterArn,
    })
  }
}

/** Before the first promotion there is no PRIMARY, but each task set says what it runs on. */
function launchesOfTaskSets(look: Look<ServedSection>, { clusterArn, taskSets }: Service): readonly Launch[] {
  const all = taskSets.flatMap((set) => launches(look, clusterArn, set.launchType, set.capacityProviderStrategy))
  return [...new Set(all)]
}

/**
 * Services that something is used for. Ends in MissingEvidence when a task runs for one that was not read: for conclusions
 * from what they all are, or are not.
 */
export function servicesOf(look: Look<'services'>, uses: readonly Use[]): readonly Service[] {
  return uses.flatMap(({ service, task, clusterArn }) => {
    if (!service && task && !isStandalone(task)) look.all('services', clusterArn)
    return service ?? []
  })
}

/** SERVICE: services with status ACTIVE. */
export function activeServices(look: Look<'services'>): readonly Service[] {
  return look.seen('services').filter((service) => service.status === 'ACTIVE')
}

/** The revision a target runs: as written, or the newest ACTIVE one of a family named without revision. */
export function resolveRevision(look: Look<'families'>, taskDefinitionArn: string): string | undefined {
  if (/:\d+$/.test(taskDefinitionArn)) return taskDefinitionArn
  const family = parseArn(taskDefinitionArn)?.resource.replace('task-definition/', '') ?? taskDefinitionArn
  const newest = look
    .seen('families')
    .find((one) => one.family === family)
    ?.activeRevisions.at(-1)
  return newest === undefined ? undefined : `${taskDefinitionArn}:${newest}`
}

/** Launches an unreferenced definition is written for: requiresCompatibilities, then compatibilities. */
export function latentLaunches(definition: TaskDefinition | undefined): readonly Launch[] {
  const written = definition?.requiresCompatibilities.length
    ? definition.requiresCompatibilities
    : (definition?.compatibilities ?? [])
  const known = written.filter((one): one is Launch =>
    ['FARGATE', 'EC2', 'MANAGED_INSTANCES', 'EXTERNAL'].includes(one),
  )
  return known.length > 0 ? known.slice(0, 1) : ['EC2']
}

export function isRunning(task: Task): boolean {
  return task.lastStatus !== 'STOPPED' && task.lastStatus !== 'DELETED'
}

/** A task that neither a service nor a daemon started (RunTask from a person, CI, Step Functions ...). */
export function isStandalone(task: Task): boolean {
  return !task.group?.startsWith('service:') && !isDaemonDefinition(task.taskDefinitionArn)
}

/**
 * DORMANT: nothing desired, nothing running and no scalable target that could start it. A DAEMON service sleeps only in a
 * cluster without instances.
 */
export function isDormant(look: Look<'clusters' | 'scalableTargets'>, service: Service): boolean {
  if (service.schedulingStrategy === 'DAEMON') {
    return look.get('clusters', service.clusterArn)?.registeredContainerInstancesCount === 0
  }
  const sets = service.taskSets.reduce((sum, set) => sum + set.computedDesiredCount, 0)
  const desired = controllerOf(service) === 'ECS' ? service.desiredCount : sets
  if (desired > 0 || service.runningCount > 0) return false
  const target = look.get('scalableTargets', scalableTargetKey(service))
  return !target || target.MaxCapacity === 0
}

/** Key of a service's scalable target: `service/CLUSTER/SERVICE|ecs:service:DesiredCount`. */
export function scalableTargetKey(service: Service): string {
  const cluster = service.clusterArn.slice(service.clusterArn.lastIndexOf('/') + 1)
  return `service/${cluster}/${service.serviceName}|ecs:service:DesiredCount`
}

function serviceIndex(look: Look<'services'>): ReadonlyMap<string, Service> {
  return new Map(activeServices(look).map((service) => [`${service.clusterArn}|${service.serviceName}`, service]))
}

/** A gap that hides one service's compute must not hide every other subject of the region. */
function attempt(read: () => readonly Launch[]): readonly Pick<Use, 'launch' | 'gaps'>[] {
  try {
    return read().map((launch) => ({ launch }))
  } catch (error) {
    if (error instanceof MissingEvidence) return [{ launch: undefined, gaps: error.gaps }]
    throw error
  }
}
