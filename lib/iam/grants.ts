import { actionCovers, actionMatches, expandActions } from './actions.ts'
import { isLimiting } from './conditions.ts'
import { covers, overlaps } from './glob.ts'
import type { Condition, Policy, Selection, Statement } from './policy.ts'
import { atMost, isWildcardResource, selectionCovers } from './resource.ts'

/** A parsed policy and the name it is shown by. */
export interface NamedPolicy {
  source: string
  policy: Policy
}

/** What one Allow statement leaves a role with: actions that match `action` but none of `except`, on `resource`. */
export interface Grant {
  source: string
  /** Index of the Allow statement in its document. */
  statement: number
  /** The statement's own entry: as written, `*` for NotAction. */
  written: string
  action: string
  except: readonly string[]
  /** As written; `*` for NotResource. */
  resource: string
  /** Entries of NotResource. */
  exceptResources: readonly string[]
  /** The Allow statement's conditions: reported, not evaluated. */
  conditions: readonly Condition[]
  /** By-boundary: less than the statement allows. By-condition: a condition of the Allow or of a Deny may exclude it. */
  limited?: 'by-boundary' | 'by-condition'
}

/** Is this known action (iam:PassRole) within the grant's actions? */
export function grantsAction(grant: Grant, action: string): boolean {
  return actionMatches(grant.action, action) && !grant.except.some((pattern) => actionMatches(pattern, action))
}

function grantsOf(source: string, statement: Statement): Grant[] {
  const { actions, resources, conditions } = statement
  const everything = { not: true, patterns: [] }
  const on = resources ?? everything
  const limited = conditions.some(isLimiting)
  const actionEntries = actions.not
    ? [{ action: '*', except: actions.patterns }]
    : actions.patterns.map((action) => ({ action, except: [] }))
  const resourceEntries = on.not
    ? [{ resource: '*', exceptResources: on.patterns }]
    : on.patterns.map((resource) => ({ resource, exceptResources: [] }))
  return actionEntries.flatMap((what) =>
    resourceEntries.map((where) => ({
      source,
      statement: statement.index,
      written: what.action,
      ...what,
      ...where,
      conditions,
      ...(limited && { limited: 'by-condition' as const }),
    })),
  )
}

const allows = ({ effect }: Statement): boolean => effect === 'Allow'

const overlapping = (a: string, b: string): boolean => overlaps(a.toLowerCase(), b.toLowerCase())

/** The part of the grant whose actions match `pattern` too; known actions one by one where neither holds the other. */
function narrowedTo(grant: Grant, pattern: string): Grant[] {
  if (actionCovers(pattern, grant.action)) return [grant]
  if (!overlapping(pattern, grant.action)) return []
  if (grant.except.some((except) => actionCovers(except, pattern))) return []
  if (actionCovers(grant.action, pattern)) return [{ ...grant, action: pattern }]
  const common = expandActions(pattern).filter(({ name }) => actionMatches(grant.action, name))
  return common.map(({ name }) => ({ ...grant, action: name }))
}

/** The grant without actions that match `pattern`. */
function without(grant: Grant, pattern: string): Grant[] {
  if (actionCovers(pattern, grant.action)) return []
  return overlapping(pattern, grant.action) ? [{ ...grant, except: [...grant.except, pattern] }] : [grant]
}

function withoutActions(grant: Grant, { not, patterns }: Selection): Grant[] {
  if (not) return patterns.flatMap((pattern) => narrowedTo(grant, pattern))
  return patterns.reduce<Grant[]>((left, pattern) => left.flatMap((rest) => without(rest, pattern)), [grant])
}

/** NotAction and NotResource that leave nothing. */
const isEmpty = ({ action, except, resource, exceptResources }: Grant): boolean =>
  except.some((pattern) => actionCovers(pattern, action)) ||
  exceptResources.some((pattern) => covers(pattern, resource))

/** What a Deny statement leaves of a grant. One with conditions, or on part of the resources only, takes nothing for certain. */
function afterDeny(grant: Grant, deny: Statement): Grant[] {
  const everywhere = !deny.resources || selectionCovers(deny.resources, atMost(grant.resource))
  if (!everywhere) return [grant]
  const left = withoutActions(grant, deny.actions)
  if (deny.conditions.length === 0) return left
  return left.length === 0 && deny.conditions.some(isLimiting) ? [{ ...grant, limited: 'by-condition' }] : [grant]
}

const afterDenies = (grants: readonly Grant[], policies: readonly Policy[]): Grant[] =>
  policies
    .flatMap(({ statements }) => statements.filter((statement) => !allows(statement)))
    .reduce<Grant[]>((left, deny) => left.flatMap((grant) => afterDeny(grant, deny)), [...grants])

/** The narrower of two overlapping resource patterns; undefined when nothing matches both. */
function commonResource(a: string, b: string): string | undefined {
  const [wideA, wideB] = [atMost(a), atMost(b)]
  if (covers(wideB, wideA)) return a
  if (covers(wideA, wideB)) return b
  if (!overlaps(wideA, wideB)) return undefined
  return isWildcardResource(a) ? b : a
}

function withinBoundary(grant: Grant, boundary: Grant): Grant[] {
  const resource = commonResource(grant.resource, boundary.resource)
  if (resource === undefined) return []
  return narrowedTo(grant, boundary.action).flatMap((narrowed) => {
    const left = withoutActions(narrowed, { not: false, patterns: [...boundary.except] })
    return left.map((part) => {
      const same = part === grant && resource === grant.resource && boundary.exceptResources.length === 0
      if (same && boundary.limited === undefined) return grant
      return {
        ...part,
        resource,
        exceptResources: [...grant.exceptResources, ...boundary.exceptResources],
        conditions: [...grant.conditions, ...boundary.conditions],
        limited: boundary.limited ?? 'by-boundary',
      }
    })
  })
}

/**
 * What identity policies grant after explicit denies and a permissions boundary. Never less than a request could be allowed:
 * where patterns only overlap, or a Deny covers part of the resources, the wider reading stands.
 */
export function effectiveGrants(policies: readonly NamedPolicy[], boundary?: Policy): Grant[] {
  const identity = policies.flatMap(({ source, policy }) =>
    policy.statements.filter(allows).flatMap((statement) => grantsOf(source, statement)),
  )
  const granted = afterDenies(
    identity.filter((grant) => !isEmpty(grant)),
    policies.map(({ policy }) => policy),
  )
  if (!boundary) return granted
  const limits = afterDenies(
    boundary.statements.filter(allows).flatMap((statement) => grantsOf('boundary', statement)),
    [boundary],
  )
  const within = granted.flatMap((grant) => limits.flatMap((limit) => withinBoundary(grant, limit)))
  return afterDenies(within, [boundary])
}
