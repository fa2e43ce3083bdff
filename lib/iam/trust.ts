import { actionMatches } from './actions.ts'
import { demands } from './conditions.ts'
import { matches } from './glob.ts'
import { type Condition, type PolicyError, type Principal, parsePolicy, type Statement } from './policy.ts'
import { accountOf, allowedBy, leftBy } from './principals.ts'

/** Whom a principal is, seen from the account of the role. */
type TrustScope = 'everybody' | 'other-account' | 'own-account' | 'service' | 'federated' | 'deleted'

export interface TrustedPrincipal {
  principal: Principal
  scope: TrustScope
  /** Index of the Allow statement. */
  statement: number
  conditions: readonly Condition[]
  /** Everybody or another account, without a condition on external id, organization or source: anyone there can become the role. */
  open: boolean
}

export interface TrustFindings {
  /** ecs-tasks.amazonaws.com may assume the role. */
  tasksService: boolean
  /** Every further principal that may assume the role and is not on the list of trusted ones. */
  unexpected: TrustedPrincipal[]
  /** Trust in ecs-tasks names neither this account nor an ECS ARN of it as the source (confused deputy). */
  missingSourceCondition: boolean
}

export interface TrustOptions {
  /** Twelve-digit id of the account that the role is in. */
  account: string
  /** Account ids, ARNs, service or provider names, with IAM wildcards, that may be trusted besides ecs-tasks. */
  trustedPrincipals: readonly string[]
}

const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']
const TASKS_SERVICE = /^ecs-tasks\.amazonaws\.com(?:\.cn)?$/
const NARROWING_KEYS = ['sts:ExternalId', 'aws:PrincipalOrgID', 'aws:SourceArn']

/** The ways of becoming the role that a statement speaks of. */
const waysOf = ({ actions: { not, patterns } }: Statement): string[] =>
  ASSUMING.filter((action) => patterns.some((pattern) => actionMatches(pattern, action)) !== not)

/** Unique ids stand where IAM no longer knows the user or role. */
const DELETED = /^A(?:ROA|IDA)[A-Z0-9]{12,}$/

function scopeOf({ type, value }: Principal, account: string): TrustScope {
  if (type === 'Service') return 'service'
  if (type === 'Federated') return 'federated'
  if (value === '*') return 'everybody'
  if (DELETED.test(value)) return 'deleted'
  return accountOf(value) === account ? 'own-account' : 'other-account'
}

const isNarrowed = (conditions: readonly Condition[]): boolean =>
  conditions.some((condition) => NARROWING_KEYS.some((key) => demands(condition, key)))

function namesOwnSource(conditions: readonly Condition[], account: string): boolean {
  const ownArn = new RegExp(`^arn:aws[a-z-]*:ecs:[^:]*:${account}:`)
  return conditions.some(
    (condition) =>
      (demands(condition, 'aws:SourceAccount') && condition.values.every((value) => value === account)) ||
      (demands(condition, 'aws:SourceArn') && condition.values.every((value) => ownArn.test(value))),
  )
}

/** Whom a statement still lets in after the unconditional denials of every way that it opens. */
function letIn(statement: Statement, denies: readonly Statement[]): readonly Principal[] {
  const takesAll = (deny: Statement) => waysOf(statement).every((way) => waysOf(deny).includes(way))
  return denies
    .filter(takesAll)
    .reduce((left, deny) => left.flatMap((principal) => leftBy(deny, principal)), allowedBy(statement))
}

/** Reads a role's trust policy. The account's own id or root ARN as principal means every identity of it. */
export function trustFindings(
  document: string | object,
  { account, trustedPrincipals }: TrustOptions,
): TrustFindings | PolicyError {
  const policy = parsePolicy(document)
  if ('error' in policy) return policy
  const assuming = policy.statements.filter((statement) => waysOf(statement).length > 0)
  const denies = assuming.filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0)
  const trusted = assuming
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      letIn(statement, denies).map((principal): TrustedPrincipal => {
        const scope = scopeOf(principal, account)
        const outside = scope === 'everybody' || scope === 'other-account'
        const { index, conditions } = statement
        return { principal, scope, statement: index, conditions, open: outside && !isNarrowed(conditions) }
      }),
    )
  const isTasks = ({ principal }: TrustedPrincipal) =>
    principal.type === 'Service' && TASKS_SERVICE.test(principal.value)
  const tasks = trusted.filter(isTasks)
  const isListed = ({ value }: Principal) =>
    value !== '*' && trustedPrincipals.some((pattern) => matches(pattern, value) || pattern === accountOf(value))
  return {
    tasksService: tasks.length > 0,
    unexpected: trusted.filter((one) => !isTasks(one) && !isListed(one.principal)),
    missingSourceCondition: tasks.some(({ conditions }) => !namesOwnSource(conditions, account)),
  }
}
