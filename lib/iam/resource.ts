import { resourceTypesOf } from './actions.ts'
import { covers, matches, overlaps } from './glob.ts'
import type { Selection } from './policy.ts'

const VARIABLE = /\$\{[^}]*\}/g

/** No character of an ARN: a Deny whose resource holds a policy variable never counts as certain. */
const NEVER = '\u0000'

/** A resource pattern of an Allow, policy variables widened to a star: it may match whatever the variable becomes. */
export const atMost = (pattern: string): string => pattern.replace(VARIABLE, '*')

/** A resource pattern of a Deny, policy variables matching nothing: only what is denied in every request counts. */
const atLeast = (pattern: string): string => pattern.replace(VARIABLE, NEVER)

const WILDCARDS_ONLY = /^[*?]*\*[*?]*$/

/**
 * The catalogue's WILDCARD RESOURCE for one Resource entry: `*`, or an ARN whose resource part holds wildcards only, alone or
 * behind a resource type (arn:aws:s3:::*, arn:*:ecs:*:*:service/*). A named bucket, table, queue or prefix is not one, nor is a
 * policy variable.
 */
export function isWildcardResource(resource: string): boolean {
  if (WILDCARDS_ONLY.test(resource)) return true
  const [, , service = '', , , ...rest] = resource.split(':')
  const part = rest
    .join(':')
    .replace(VARIABLE, NEVER)
    .replace(/[*?]*\*[*?]*/g, '*')
  if (part === '') return false
  if (WILDCARDS_ONLY.test(part)) return true
  return resourceTypesOf(service.toLowerCase()).some((type) => covers(part, type))
}

/** Can a resource pattern of an Allow hold a resource of this service (`ecs`)? */
export function reachesService(resource: string, service: string): boolean {
  const pattern = atMost(resource)
  const [, , named] = pattern.split(':')
  return named === undefined ? overlaps(pattern, `arn:*:${service}:*`) : overlaps(named, service)
}

/** Does the statement's resource selection certainly hold everything that the pattern matches? For Deny. */
export function selectionCovers({ not, patterns }: Selection, resource: string): boolean {
  if (not) return !patterns.some((pattern) => overlaps(atMost(pattern), resource))
  return patterns.some((pattern) => covers(atLeast(pattern), resource))
}

/** Does the statement's resource selection hold this ARN: in every request, depending on policy variables, or in none? */
export function selectionMatches({ not, patterns }: Selection, arn: string): 'certainly' | 'perhaps' | 'never' {
  const [sure, otherwise] = not ? (['never', 'certainly'] as const) : (['certainly', 'never'] as const)
  if (patterns.some((pattern) => matches(atLeast(pattern), arn))) return sure
  return patterns.some((pattern) => matches(atMost(pattern), arn)) ? 'perhaps' : otherwise
}
