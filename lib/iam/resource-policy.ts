import { actionMatches } from './actions.ts'
import { demands } from './conditions.ts'
import { type Decision, decide } from './decide.ts'
import type { Condition, Policy, Principal, Statement } from './policy.ts'
import { accountOf, allowedBy, isAccount, leftBy } from './principals.ts'
import { selectionCovers } from './resource.ts'

/** Whom a resource's own policy lets in from outside its account. */
export interface Outsider {
  /** Index of the Allow statement. */
  statement: number
  /** As written: `*`, an account id, an ARN. */
  principal: string
  /** Absent for everybody. */
  account?: string
}

/** Keys that tie a request to a known organization, principal, account or network. */
const LIMITING_KEYS = [
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceVpc',
  'aws:SourceVpce',
]

const names = ({ actions: { not, patterns } }: Statement, action: string): boolean =>
  patterns.some((pattern) => actionMatches(pattern, action)) !== not

/** Names one account or organization, and not any: `arn:aws:iam::*:role/x` and `o-*` are met by everybody who cares to. */
function isKnown(value: string): boolean {
  const [owner = ''] = value.startsWith('arn:') ? value.split(':').slice(4) : value.split('/')
  return !/[*?]/.test(owner)
}

const isLimited = (conditions: readonly Condition[]): boolean =>
  conditions.some(
    (condition) => LIMITING_KEYS.some((key) => demands(condition, key)) && condition.values.every(isKnown),
  )

/** A Deny for everybody but those whom its only condition names: `StringNotEquals` on a limiting key. */
function shutsOut({ principals, conditions }: Statement): boolean {
  const everybody = principals?.list.some(({ value }) => value === '*') && !principals.not
  const [only, ...more] = conditions
  if (!everybody || !only || more.length > 0) return false
  const negated = /^(?:ForAllValues:)?(?:String|Arn)Not(?:Equals|Like)/i.test(only.operator)
  const known = LIMITING_KEYS.some((key) => key.toLowerCase() === only.key.toLowerCase())
  return negated && known && only.values.every(isKnown)
}

/**
 * Everybody (`*`) and principals of other accounts whom the policy of a resource allows an action, no condition tying them to a
 * known organization, principal, account or network. AWS services are not among them. `resource` is the ARN, or the pattern of all
 * ARNs, that the action is for: a Deny on less of it shuts nobody out.
 */
export function outsiders(policy: Policy, action: string, resource: string, account: string): Outsider[] {
  const concerned = policy.statements.filter((statement) => names(statement, action))
  const denials = concerned.filter(
    ({ effect, resources }) => effect === 'Deny' && (!resources || selectionCovers(resources, resource)),
  )
  if (denials.some(shutsOut)) return []
  const denies = denials.filter(({ conditions }) => conditions.length === 0)
  return concerned
    .filter(({ effect, conditions }) => effect === 'Allow' && !isLimited(conditions))
    .flatMap((statement) => {
      const left = denies.reduce<readonly Principal[]>(
        (rest, deny) => rest.flatMap((principal) => leftBy(deny, principal)),
        allowedBy(statement),
      )
      return left.flatMap(({ type, value }): Outsider[] => {
        if (type === 'Service') return []
        if (value === '*') return [{ statement: statement.index, principal: value }]
        const owner = accountOf(value)
        return owner === account ? [] : [{ statement: statement.index, principal: value, account: owner }]
      })
    })
}

/** A role of the account that a resource is in. */
export interface RolePolicies {
  arn: string
  account: string
  identity: readonly Policy[]
  boundary?: Policy
}

/** The statements of a resource's policy that speak to the role itself, or in a Deny to its whole account. */
function speakingTo(role: RolePolicies, policy: Policy): Statement[] {
  const principal: Principal = { type: 'AWS', value: role.arn }
  return policy.statements.filter((statement) =>
    statement.effect === 'Deny' ? leftBy(statement, principal).length === 0 : letsIn(role, statement),
  )
}

function letsIn({ arn }: Pick<RolePolicies, 'arn'>, { effect, principals }: Statement): boolean {
  if (effect === 'Deny') return false
  const named = principals?.list.some(({ type, value }) => type === 'AWS' && (value === '*' || value === arn))
  return (named ?? false) !== (principals?.not ?? false)
}

/** Whether an Allow of a resource's policy speaks to the role itself: by its ARN, as everybody, or as not excepted. */
export const speaksTo = (role: Pick<RolePolicies, 'arn'>, { statements }: Policy): boolean =>
  statements.some((statement) => letsIn(role, statement))

/**
 * What a role may do to a resource of its own account that has a policy of its own. `either`: the role's policies or the
 * resource's suffice (secrets, buckets). `delegated`: the role's count only where the resource's lets the account decide (keys).
 */
export function decideOn(
  role: RolePolicies,
  { arn, policy }: { arn: string; policy: Policy | undefined },
  action: string,
  mode: 'either' | 'delegated' = 'either',
): Decision {
  const direct = policy ? [{ statements: speakingTo(role, policy) }] : []
  const delegates = policy?.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      names(statement, action) &&
      allowedBy(statement).some(({ value }) => accountOf(value) === role.account && isAccount(value)),
  )
  const identity = mode === 'either' || delegates ? role.identity : role.identity.map(onlyDenies)
  return decide([...identity, ...direct], action, arn, role.boundary)
}

const onlyDenies = ({ statements }: Policy): Policy => ({
  statements: statements.filter(({ effect }) => effect === 'Deny'),
})
