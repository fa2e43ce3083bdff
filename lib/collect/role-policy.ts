import { deniedActions, deniedElsewhere, grantedActions, resourcesByAction } from './actions.ts'

/** Size limits in characters, white space not counted. Source: IAM and AWS STS quotas. */
export const managedPolicyLimit = 6_144
export const inlinePoliciesLimit = 10_240

type Statement =
  | { Sid: string; Effect: 'Allow'; Action: string[]; Resource: string }
  | { Effect: 'Deny'; Action: readonly string[]; Resource: '*' }
  | { Effect: 'Deny'; Action: string; NotResource: string }

export interface PolicyDocument {
  Version: '2012-10-17'
  Statement: Statement[]
}

/** What neither the role nor any session of it may do, whatever other policies allow. */
export const denials: readonly Statement[] = [
  { Effect: 'Deny', Action: deniedActions, Resource: '*' },
  ...Object.entries(deniedElsewhere).map(
    ([Action, NotResource]): Statement => ({ Effect: 'Deny', Action, NotResource }),
  ),
]

/**
 * What the scanned role must be allowed, as documents that each fit a managed policy: exactly the actions that the
 * product sends with the role's credentials, one statement per service, and the denials.
 */
export function rolePolicies(
  actions: readonly string[] = grantedActions,
  limit = managedPolicyLimit,
): PolicyDocument[] {
  const documents: PolicyDocument[] = []
  for (const statement of [...denials, ...grants(actions)]) {
    const last = documents.at(-1)
    const grown = last && { ...last, Statement: [...last.Statement, statement] }
    if (grown && JSON.stringify(grown).length <= limit) documents[documents.length - 1] = grown
    else documents.push({ Version: '2012-10-17', Statement: [statement] })
  }
  return documents
}

function grants(actions: readonly string[]): Statement[] {
  const everywhere = actions.filter((action) => resourcesByAction[action] === undefined)
  const somewhere = actions.flatMap((action): Statement[] => {
    const resource = resourcesByAction[action]
    return resource === undefined ? [] : [toStatement(action.replace(':', '-'), [action], resource)]
  })
  return [...[...Map.groupBy(everywhere, serviceOf)].map(([service, own]) => toStatement(service, own)), ...somewhere]
}

/** `Sid` takes letters and digits only. */
function toStatement(name: string, Action: string[], Resource = '*'): Statement {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return { Sid: `Read${words.join('')}`, Effect: 'Allow', Action, Resource }
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'))
}
