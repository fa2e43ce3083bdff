import { actionMatches } from './actions.ts'
import { type Condition, type Principal, parsePolicy, type Statement } from './policy.ts'
import { leftBy } from './principals.ts'
import { selectionCovers } from './resource.ts'
import type { TrustedPrincipal } from './trust.ts'

const PRESENT = 'aws:multifactorauthpresent'
const AGE = 'aws:multifactorauthage'

const isValue = (values: readonly string[], wanted: string): boolean =>
  values.length > 0 && values.every((value) => value.toLowerCase() === wanted)

/**
 * Does the condition of an Allow hold only with a second factor? Not with an IfExists form: requests signed with long-term
 * keys carry no such key, and would pass.
 */
export function demandsMfa(conditions: readonly Condition[]): boolean {
  return conditions.some(({ operator, key, values }) => {
    if (/^Bool$/i.test(operator)) return key.toLowerCase() === PRESENT && isValue(values, 'true')
    return /^NumericLessThan(?:Equals)?$/i.test(operator) && key.toLowerCase() === AGE
  })
}

/**
 * Does the Deny take an action away whenever there is no second factor? Only with BoolIfExists, which holds for long-term
 * keys too, on every resource and under no further condition.
 */
export function deniesWithoutMfa({ actions, resources, conditions }: Statement, action: string): boolean {
  const only = conditions.length === 1 ? conditions[0] : undefined
  if (!only || !/^BoolIfExists$/i.test(only.operator)) return false
  if (only.key.toLowerCase() !== PRESENT || !isValue(only.values, 'false')) return false
  const everywhere = resources === undefined || selectionCovers(resources, '*')
  return everywhere && actions.patterns.some((pattern) => actionMatches(pattern, action)) !== actions.not
}

/** Does a Deny of the trust policy keep the principal out whenever there is no second factor? */
export function trustDeniesWithoutMfa(trustPolicy: string, principal: Principal): boolean {
  const policy = parsePolicy(trustPolicy)
  if ('error' in policy) return false
  return policy.statements.some(
    (one) => one.effect === 'Deny' && deniesWithoutMfa(one, 'sts:AssumeRole') && leftBy(one, principal).length === 0,
  )
}

/** IAM users and whole accounts, who may come without a second factor; federated and chained sessions carry none at all. */
export function mayLackMfa({ scope, principal }: TrustedPrincipal): boolean {
  if (scope === 'everybody') return true
  if (scope !== 'own-account' && scope !== 'other-account') return false
  return /^\d{12}$|:root$|:user\//.test(principal.value)
}
