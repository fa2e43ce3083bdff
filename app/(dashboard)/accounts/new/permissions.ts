import type { Check } from '#lib/checks/define-check.ts'

export interface ActionUse {
  action: string
  checks: Pick<Check, 'id' | 'title'>[]
}

export interface ServiceUse {
  service: string
  actions: ActionUse[]
  /** How many checks need one of its actions. */
  checks: number
}

/** Which checks need which action, by service; the service that most checks need first. */
export function permissionsByService(actions: readonly string[], checks: readonly Check[]): ServiceUse[] {
  const uses = actions.map((action) => ({
    action,
    checks: checks.filter((check) => check.actions.includes(action)).map(({ id, title }) => ({ id, title })),
  }))
  const services = Map.groupBy(uses, ({ action }) => action.slice(0, action.indexOf(':')))
  return [...services]
    .map(([service, own]) => ({
      service,
      actions: own,
      checks: new Set(own.flatMap((use) => use.checks.map(({ id }) => id))).size,
    }))
    .toSorted((a, b) => b.checks - a.checks || (a.service < b.service ? -1 : 1))
}

export interface DeniedAction {
  action: string
  /** How many checks need it, and the first of them. */
  checks: number
  named: Pick<Check, 'id' | 'title'>[]
}

export interface DeniedService {
  service: string
  /** How many of its actions were tried. */
  asked: number
  /** How many checks need one of those that are denied. */
  checks: number
  actions: DeniedAction[]
}

const mostNamed = 2

/** What is missing, by service: the one that most checks need first, and so within it. */
export function deniedByService(
  { granted, denied, unclear }: { granted: readonly string[]; denied: readonly string[]; unclear: readonly string[] },
  checks: readonly Check[],
): DeniedService[] {
  const tried = [...granted, ...denied, ...unclear]
  return permissionsByService(denied, checks).map(({ service, actions, checks: count }) => ({
    service,
    asked: tried.filter((action) => action.startsWith(`${service}:`)).length,
    checks: count,
    actions: actions
      .map(({ action, checks: own }) => ({ action, checks: own.length, named: own.slice(0, mostNamed) }))
      .toSorted((a, b) => b.checks - a.checks),
  }))
}

/** How many checks stay unknown without these actions. */
export function checksWithout(denied: readonly string[], checks: readonly Check[]): number {
  return checks.filter((check) => check.actions.some((action) => denied.includes(action))).length
}
