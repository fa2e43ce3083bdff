import { deniedActions, grantedActions } from './actions.ts'

/** Limit of the Policy parameter of sts:AssumeRole, in characters. */
export const sessionPolicyLimit = 2048

/**
 * The policy every session is narrowed to, whatever the role itself allows: the reads of the services in use, as patterns
 * where a verb reads descriptions only (Describe, List), and a denial of reads of data.
 */
export function sessionPolicy(): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: compactActions(grantedActions), Resource: '*' },
      { Effect: 'Deny', Action: deniedActions, Resource: '*' },
    ],
  })
}

/** Lends no power at all: for finding out whether a role can be assumed. */
export const powerlessPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
})

function compactActions(actions: readonly string[]): string[] {
  return [...new Set(actions.map((action) => action.replace(/:(Describe|List).*/, ':$1*')))]
}
