import { parseArn } from '#lib/inventory/derived/arn.ts'
import { isStandalone } from '#lib/inventory/derived/usage.ts'
import type { History } from '#lib/inventory/history.ts'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { SectionName, Sections } from '#lib/inventory/sections.ts'

const TASK_DAYS = 30
const COUNT_DAYS = 7

type StandaloneTask = History['standaloneTasks'][number]
type DesiredCount = History['desiredCounts'][string][number]

/**
 * What the next scan should know of this one and of those before it. What this scan could not see is carried over.
 * @param isWhole whether the scan looked at its regions whole: only then is an image that was not seen in use no more
 */
export function nextHistory(inventory: Inventory, isWhole = true): History {
  return {
    firstScanAt: inventory.history.firstScanAt ?? inventory.takenAt,
    standaloneTasks: standaloneTasks(inventory),
    desiredCounts: desiredCounts(inventory),
    firstSeenVulnerabilities: firstSeenVulnerabilities(inventory, isWhole),
  }
}

function standaloneTasks(inventory: Inventory): StandaloneTask[] {
  const { takenAt } = inventory
  const key = (task: StandaloneTask) => [task.region, task.clusterArn, task.taskDefinitionArn].join('|')
  const kept = inventory.history.standaloneTasks.filter(({ lastSeenAt }) => isWithin(lastSeenAt, takenAt, TASK_DAYS))
  const seen = inventory.regions.flatMap((region) =>
    recordsOf(inventory, 'tasks', region)
      .filter(isStandalone)
      .map(({ clusterArn, taskDefinitionArn }) => ({ region, clusterArn, taskDefinitionArn, lastSeenAt: takenAt })),
  )
  return [...new Map([...kept, ...seen].map((task) => [key(task), task])).values()]
}

function desiredCounts(inventory: Inventory): History['desiredCounts'] {
  const { history, regions, takenAt } = inventory
  const next = new Map<string, DesiredCount[]>()
  for (const [service, counts] of Object.entries(history.desiredCounts)) {
    const recent = counts.filter(({ at }) => isWithin(at, takenAt, COUNT_DAYS))
    if (recent.length > 0) next.set(service, recent)
  }
  for (const region of regions) {
    const targets = new Map(recordsOf(inventory, 'scalableTargets', region).map((one) => [one.ResourceId, one]))
    for (const { serviceArn, clusterArn, serviceName, desiredCount } of recordsOf(inventory, 'services', region)) {
      const cluster = clusterArn.slice(clusterArn.lastIndexOf('/') + 1)
      const target = targets.get(`service/${cluster}/${serviceName}`)
      const suspended = Object.values(target?.SuspendedState ?? {}).some(Boolean)
      const now = { at: takenAt, desired: desiredCount, ...(target && { max: target.MaxCapacity, suspended }) }
      next.set(serviceArn, withCount(next.get(serviceArn) ?? [], now))
    }
  }
  return Object.fromEntries(next)
}

/** Of a run of equal counts the first and the last are kept: often-scanned accounts do not grow without end. */
function withCount(counts: readonly DesiredCount[], now: DesiredCount): DesiredCount[] {
  const [before, last] = counts.slice(-2)
  const isRun = before && last && isEqual(before, last) && isEqual(last, now)
  return [...(isRun ? counts.slice(0, -1) : counts), now]
}

function isEqual(a: DesiredCount, b: DesiredCount): boolean {
  return a.desired === b.desired && a.max === b.max && a.suspended === b.suspended
}

function firstSeenVulnerabilities(inventory: Inventory, isWhole: boolean): History['firstSeenVulnerabilities'] {
  const before = inventory.history.firstSeenVulnerabilities
  const unseen = Object.entries(before).filter(([imageKey]) => !isWhole || !wasReadable(inventory, imageKey))
  const seen = inventory.regions.flatMap((region) =>
    recordsOf(inventory, 'imageScanFindings', region).map(({ imageKey, findings }) => {
      const dates = findings.map(({ name }) => [name, before[imageKey]?.[name] ?? inventory.takenAt])
      return [imageKey, Object.fromEntries(dates)]
    }),
  )
  return Object.fromEntries([...unseen, ...seen])
}

/** Whether this scan would have seen the image's findings if the image were still in use. */
function wasReadable({ regions, gaps }: Inventory, imageKey: string): boolean {
  const region = parseArn(imageKey)?.region ?? ''
  return regions.includes(region) && !gaps.some((gap) => gap.section === 'imageScanFindings' && gap.region === region)
}

function recordsOf<S extends SectionName>(inventory: Inventory, section: S, region: string): readonly Sections[S][] {
  return inventory.sections[section]?.[region] ?? []
}

function isWithin(at: string, now: string, days: number): boolean {
  return Date.parse(at) >= Date.parse(now) - days * 86_400_000
}
