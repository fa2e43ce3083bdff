import { grantedActions } from './actions.ts'
import { denials } from './role-policy.ts'

/** Limit of the Policy parameter of sts:AssumeRole, in characters. */
export const sessionPolicyLimit = 2048

/**
 * The policy every session is narrowed to, whatever the role itself allows: the reads in use, as patterns because all of
 * their names would not fit, and a denial of reads of data.
 */
export function sessionPolicy(actions: readonly string[] = grantedActions): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: patternsOf(actions), Resource: '*' },
      ...denials,
      { Effect: 'Deny', Action: 'sts:AssumeRole*', Resource: '*' },
    ],
  })
}

/** Lends no power at all: for finding out whether a role can be assumed. */
export const powerlessPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
})

/** Get actions of one service from which on all its Get actions are let pass, but those that are denied. */
const manyGets = 3

/**
 * Verbs that describe only stand for all their actions; a Get for those that begin with the same noun, or for all Gets of
 * a service of which many are in use.
 */
function patternsOf(actions: readonly string[]): string[] {
  const gets = Map.groupBy(
    actions.filter((action) => action.includes(':Get')),
    serviceOf,
  )
  const patterns = actions.map((action) => {
    if (/:(Describe|Generate|List)/.test(action)) return action.replace(/:(Describe|Generate|List).*/, ':$1*')
    if (action.includes(':Get') && (gets.get(serviceOf(action)) ?? []).length >= manyGets) {
      return `${serviceOf(action)}:Get*`
    }
    return action.replace(/(:(?:Batch)?Get[A-Z]+[a-z]*)[A-Z]\w+$/, '$1*')
  })
  return [...new Set(patterns)]
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'))
}
