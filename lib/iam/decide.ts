import { actionMatches } from './actions.ts'
import type { Policy, Selection, Statement } from './policy.ts'
import { selectionMatches } from './resource.ts'

/** Conditional: a condition or a policy variable decides, and requests are not known. */
export type Decision = 'allowed' | 'conditional' | 'denied'

const ORDER: readonly Decision[] = ['denied', 'conditional', 'allowed']
const weaker = (a: Decision, b: Decision): Decision => (ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b)

function namesAction({ not, patterns }: Selection, action: string): boolean {
  return patterns.some((pattern) => actionMatches(pattern, action)) !== not
}

const everything: Selection = { not: true, patterns: [] }

/** Does the statement apply to the request: certainly, only under its conditions or variables, or never? */
function applies({ actions, resources = everything, conditions }: Statement, action: string, arn: string) {
  if (!namesAction(actions, action)) return 'never'
  const match = selectionMatches(resources, arn)
  return match === 'certainly' && conditions.length > 0 ? 'perhaps' : match
}

function decideOne(policies: readonly Policy[], action: string, arn: string): Decision {
  const statements = policies.flatMap((policy) => policy.statements)
  const hits = (effect: Statement['effect']) =>
    statements.filter((one) => one.effect === effect).map((one) => applies(one, action, arn))
  const [denies, allows] = [hits('Deny'), hits('Allow')]
  if (denies.includes('certainly')) return 'denied'
  if (allows.includes('certainly')) return denies.includes('perhaps') ? 'conditional' : 'allowed'
  return allows.includes('perhaps') ? 'conditional' : 'denied'
}

/**
 * What identity policies and a permissions boundary say to one action (iam:PassRole) on one resource (an ARN, or `*` for an
 * action without resources). Resource policies, session policies and organization policies are not part of it.
 */
export function decide(policies: readonly Policy[], action: string, arn: string, boundary?: Policy): Decision {
  const identity = decideOne(policies, action, arn)
  return boundary ? weaker(identity, decideOne([boundary], action, arn)) : identity
}
