import { grantedActions } from './actions.ts'

/** Size limits in characters, white space not counted. Source: IAM and AWS STS quotas. */
export const managedPolicyLimit = 6_144
export const inlinePoliciesLimit = 10_240

export interface PolicyDocument {
  Version: '2012-10-17'
  Statement: { Sid: string; Effect: 'Allow'; Action: string[]; Resource: '*' }[]
}

/**
 * What the scanned role must be allowed, as documents that each fit a managed policy: exactly the actions that the
 * product sends with the role's credentials, one statement per service.
 */
export function rolePolicies(
  actions: readonly string[] = grantedActions,
  limit = managedPolicyLimit,
): PolicyDocument[] {
  const statements = [...Map.groupBy(actions, serviceOf)].map(([service, Action]) => toStatement(service, Action))
  const documents: PolicyDocument[] = []
  for (const statement of statements) {
    const last = documents.at(-1)
    const grown = last && { ...last, Statement: [...last.Statement, statement] }
    if (grown && JSON.stringify(grown).length <= limit) documents[documents.length - 1] = grown
    else documents.push({ Version: '2012-10-17', Statement: [statement] })
  }
  return documents
}

function toStatement(service: string, Action: string[]): PolicyDocument['Statement'][number] {
  const words = service.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return { Sid: `Read${words.join('')}`, Effect: 'Allow', Action, Resource: '*' }
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'))
}
