import fc from 'fast-check'
import type { Rule } from '#lib/checks/define-check.ts'
import depMinMaxPercent from '#lib/checks/deployment/dep-min-max-percent.ts'
import ctrNonRootUser from '#lib/checks/security/ctr-non-root-user.ts'
import ctrReadonlyRootfs from '#lib/checks/security/ctr-readonly-rootfs.ts'
import { cluster, container, family, service, task, taskDefinition } from '#lib/checks/testing/ecs.ts'
import { type Given, inventoryOf } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import type { Gap, Inventory } from '#lib/inventory/inventory.ts'

// A small estate that changes from scan to scan, and what is true of it whoever looks.

/** Faults of a revision; `stuck` is one of the service that runs it. */
export interface Faults {
  writable: boolean
  root: boolean
  stuck: boolean
}

interface Place {
  cluster: string
  family: string
}

/** Two services of two clusters share a family. */
const places: readonly Place[] = [
  { cluster: 'main', family: 'own-0' },
  { cluster: 'main', family: 'shared' },
  { cluster: 'second', family: 'shared' },
  { cluster: 'second', family: 'own-3' },
]
const clusterNames = ['main', 'second']
const clusterArn = (name: string) => id.arn('ecs', `cluster/${name}`)
const serviceName = (place: number) => `service-${place}`
const serviceArn = (place: number) => id.arn('ecs', `service/${places[place]?.cluster}/${serviceName(place)}`)
const familyArn = (name: string) => id.arn('ecs', `task-definition/${name}`)
const containerId = (name: string) => `${familyArn(name)}#app`

interface Revision {
  family: string
  revision: number
  faults: Faults
}

/** What is in the account at one moment. */
export interface Estate {
  /** By place: the revision that its service runs. */
  running: ReadonlyMap<number, Revision>
  /** ACTIVE ones. */
  registered: readonly Revision[]
  /** Numbers are never given twice. */
  registrations: number
}

export const emptyEstate: Estate = { running: new Map(), registered: [], registrations: 0 }

export type Change =
  | { kind: 'deploy'; place: number; faults: Faults }
  | { kind: 'delete'; place: number }
  | { kind: 'deregister'; place: number }

/** The estate after a change. Only what no service runs is deregistered. */
export function changed(estate: Estate, change: Change): Estate {
  const place = places[change.place]
  if (!place) throw new Error(`there is no place ${change.place}`)
  const running = new Map(estate.running)
  if (change.kind === 'deploy') {
    const revision = { family: place.family, revision: estate.registrations + 1, faults: change.faults }
    running.set(change.place, revision)
    return { running, registered: [...estate.registered, revision], registrations: revision.revision }
  }
  if (change.kind === 'delete') {
    running.delete(change.place)
    return { ...estate, running }
  }
  const used = new Set([...running.values()].map(({ revision }) => revision))
  const registered = estate.registered.filter((one) => one.family !== place.family || used.has(one.revision))
  return { ...estate, registered }
}

export type Scope = { cluster: string } | { place: number }

/** What a scan cannot read. */
export type Denied = 'services' | 'services of one cluster' | 'one definition' | 'tasks' | 'schedules' | 'targets'

export interface ScanPlan {
  changes: readonly Change[]
  scope?: Scope
  denied?: Denied
  /** Index of the check set; it never goes back. */
  upgrade: number
}

const renamed: Rule = { ...ctrReadonlyRootfs, id: 'ctr-drop-capabilities', aliases: [ctrReadonlyRootfs.id] }
const fresh: Rule = { ...ctrNonRootUser, id: 'ctr-dangerous-capabilities' }
const merged: Rule = { ...renamed, aliases: [ctrReadonlyRootfs.id, fresh.id] }
/** Each an upgrade of the one before: a check is renamed, one is retired and one is new, two become one. */
export const checkSets: readonly (readonly Rule[])[] = [
  [ctrReadonlyRootfs, ctrNonRootUser, depMinMaxPercent],
  [renamed, ctrNonRootUser, depMinMaxPercent],
  [renamed, fresh, depMinMaxPercent],
  [merged, depMinMaxPercent],
]

const faults = fc.record({
  writable: fc.boolean(),
  root: fc.boolean(),
  stuck: fc.boolean(),
})
const place = fc.nat({ max: places.length - 1 })
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deploy' as const), place, faults }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deregister' as const), place }) },
)
const denials: Denied[] = ['services', 'services of one cluster', 'one definition', 'tasks', 'schedules', 'targets']
const plan: fc.Arbitrary<ScanPlan> = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  scope: fc.option(fc.oneof(fc.record({ cluster: fc.constantFrom(...clusterNames) }), fc.record({ place })), {
    nil: undefined,
    freq: 2,
  }),
  denied: fc.option(fc.constantFrom(...denials), { nil: undefined, freq: 2 }),
  upgrade: fc.constantFrom(0, 0, 0, 1),
})

/** Histories of scans, with the check set that each asks. */
export const histories: fc.Arbitrary<(ScanPlan & { checkSet: number })[]> = fc
  .array(plan, { minLength: 2, maxLength: 7 })
  .map((plans) => {
    let checkSet = 0
    return plans.map((one) => {
      checkSet = Math.min(checkSet + one.upgrade, checkSets.length - 1)
      return { ...one, checkSet }
    })
  })

/** What a scan finds: of the scope alone, and without what is denied. */
export function inventoryFor({ running, registered }: Estate, { scope, denied }: ScanPlan, takenAt: string): Inventory {
  const seen = [...running].filter(([at]) => isWithin(at, scope))
  const hidden = hiddenBy(denied, seen)
  const visible = seen.filter(([at]) => !hidden.services(at))
  const usedHere = new Set(seen.map(([, { revision }]) => revision))
  const given: Given = {
    clusters: clusterNames
      .filter((name) => !scope || ('cluster' in scope ? scope.cluster === name : places[scope.place]?.cluster === name))
      .map((name) => cluster({ clusterArn: clusterArn(name), clusterName: name })),
    services: visible.map(([at, revision]) => serviceOf(at, revision)),
    tasks: denied === 'tasks' ? [] : seen.flatMap(([at, revision]) => taskOf(at, revision)),
    taskDefinitions: registered
      .filter(({ revision }) => (!scope || usedHere.has(revision)) && !hidden.revision(revision))
      .map(definitionOf),
    families: [...Map.groupBy(registered, (one) => one.family)].map(([name, own]) =>
      family({ family: name, activeRevisions: own.map(({ revision }) => revision) }),
    ),
    scalableTargets: [],
    metrics: [],
  }
  return { ...inventoryOf(given, { gaps: hidden.gaps }), takenAt }
}

/** Names that a scan of this scope asks for, as its settings and as the comparison reads them. */
export function namesOf(scope: Scope | undefined): { clusters?: string[]; services?: string[] } {
  if (!scope) return {}
  return 'cluster' in scope ? { clusters: [scope.cluster] } : { services: [serviceArn(scope.place)] }
}

/** The estate as if nothing ran outside the scope. */
export function within(estate: Estate, scope: Scope | undefined): Estate {
  return { ...estate, running: new Map([...estate.running].filter(([at]) => isWithin(at, scope))) }
}

function isWithin(at: number, scope: Scope | undefined): boolean {
  if (!scope) return true
  return 'cluster' in scope ? places[at]?.cluster === scope.cluster : at === scope.place
}

/** Whether a row that names these services and clusters belongs to the scope alone. */
export function belongsTo(scope: Scope, row: { services: string[]; clusters: string[] }): boolean {
  const own = places.flatMap((_, at) => (isWithin(at, scope) ? [serviceArn(at)] : []))
  const where = 'cluster' in scope ? scope.cluster : (places[scope.place]?.cluster ?? '')
  const inCluster = row.clusters.length > 0 && row.clusters.every((arn) => arn === clusterArn(where))
  return inCluster && ('cluster' in scope || row.services.every((arn) => own.includes(arn)))
}

export type Truth = 'fails' | 'passes' | 'unused' | 'absent'

/** What is so, whoever looks. `check` is the id that the fact is judged under. */
export function truthOf({ running, registered }: Estate, check: string, subject: string): Truth {
  if (check === 'dep-min-max-percent') {
    const at = places.findIndex((_, index) => serviceArn(index) === subject)
    const revision = running.get(at)
    if (!revision) return 'absent'
    return revision.faults.stuck ? 'fails' : 'passes'
  }
  const used = [...running.values()].filter((one) => containerId(one.family) === subject)
  if (used.length === 0) return registered.some((one) => containerId(one.family) === subject) ? 'unused' : 'absent'
  return used.some(({ faults: own }) => isFaulty(own, check)) ? 'fails' : 'passes'
}

function isFaulty(own: Faults, check: string): boolean {
  return check === ctrNonRootUser.id || check === fresh.id ? own.root : own.writable
}

function hiddenBy(denied: Denied | undefined, seen: readonly [number, Revision][]) {
  const nothing = { services: (_: number) => false, revision: (_: number) => false, gaps: [] as Gap[] }
  const first = seen[0]
  const gap = (section: Gap['section'], action: string, more: Partial<Gap> = {}): Gap[] => [
    { section, region: id.region, action, reason: 'denied', errorCode: 'AccessDeniedException', ...more },
  ]
  switch (denied) {
    case 'services':
      return { ...nothing, services: () => true, gaps: gap('services', 'ecs:DescribeServices') }
    case 'services of one cluster': {
      const within = clusterArn('second')
      const gaps = gap('services', 'ecs:ListServices', { within })
      return { ...nothing, services: (at: number) => places[at]?.cluster === 'second', gaps }
    }
    case 'one definition': {
      if (!first) return nothing
      const { family: name, revision } = first[1]
      const resource = `${familyArn(name)}:${revision}`
      const gaps = gap('taskDefinitions', 'ecs:DescribeTaskDefinition', { resource })
      return { ...nothing, revision: (one: number) => one === revision, gaps }
    }
    case 'tasks':
      return { ...nothing, gaps: gap('tasks', 'ecs:ListTasks') }
    case 'schedules':
      return { ...nothing, gaps: gap('taskSchedules', 'scheduler:ListSchedules') }
    case 'targets':
      return { ...nothing, gaps: gap('scalableTargets', 'application-autoscaling:DescribeScalableTargets') }
    default:
      return nothing
  }
}

function serviceOf(at: number, { family: name, revision, faults: own }: Revision) {
  return service({
    serviceArn: serviceArn(at),
    serviceName: serviceName(at),
    clusterArn: clusterArn(places[at]?.cluster ?? ''),
    taskDefinition: `${familyArn(name)}:${revision}`,
    loadBalancers: [],
    deploymentConfiguration: { strategy: 'ROLLING', minimumHealthyPercent: 100, maximumPercent: own.stuck ? 100 : 200 },
  })
}

/** Services at even places have a running task, the others only want one. */
function taskOf(at: number, { family: name, revision }: Revision) {
  if (at % 2 === 1) return []
  return [
    task({
      taskArn: id.arn('ecs', `task/${places[at]?.cluster}/${at}`),
      clusterArn: clusterArn(places[at]?.cluster ?? ''),
      taskDefinitionArn: `${familyArn(name)}:${revision}`,
      group: `service:${serviceName(at)}`,
    }),
  ]
}

function definitionOf({ family: name, revision, faults: own }: Revision) {
  return taskDefinition({
    taskDefinitionArn: `${familyArn(name)}:${revision}`,
    family: name,
    revision,
    containerDefinitions: [
      container({
        readonlyRootFilesystem: !own.writable,
        user: own.root ? 'root' : '10001',
      }),
    ],
  })
}
