import type { Look } from '../look.ts'
import type { EventRule, EventRuleTargets } from '../types/audit.ts'
import { type Interest, matchesEvent } from './event-pattern.ts'

export const routeReads = ['eventRules', 'eventRuleTargets'] as const
type Section = (typeof routeReads)[number]

export interface EventRoute {
  rule: EventRule
  targets: EventRuleTargets
}

/**
 * Enabled rules that bring such events to some target. Without one that was read, throws MissingEvidence when there may be
 * one unread.
 */
export function routesOf(look: Look<Section>, interests: readonly Interest[]): readonly EventRoute[] {
  const wanted = look
    .seen('eventRules')
    .filter(({ State, EventPattern }) => State.startsWith('ENABLED') && wants(EventPattern, interests))
  const targets = new Map(look.seen('eventRuleTargets').map((one) => [one.Arn, one]))
  const routes = wanted.flatMap((rule): EventRoute[] => {
    const own = targets.get(rule.Arn)
    return own && own.Targets.length > 0 ? [{ rule, targets: own }] : []
  })
  if (routes.length > 0) return routes
  look.all('eventRules')
  for (const { Arn } of wanted) look.get('eventRuleTargets', Arn)
  return []
}

function wants(eventPattern: string, interests: readonly Interest[]): boolean {
  return interests.some((interest) => matchesEvent(eventPattern, interest))
}
