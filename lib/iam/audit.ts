import { actionCovers, expandActions } from './actions.ts'
import { isLimiting } from './conditions.ts'
import { ESCALATION_ACTIONS, passesAnyRoleToTasks, ROLE_USING_ACTIONS } from './escalation.ts'
import { effectiveGrants, type Grant, grantsAction, type NamedPolicy } from './grants.ts'
import { type Condition, parsePolicy } from './policy.ts'
import { isWildcardResource } from './resource.ts'

export interface RoleDocument {
  /** Policy name, as shown. */
  source: string
  /** ARN of a managed policy; absent for an inline one. */
  arn?: string
  /** JSON text (URL-encoded or not) or the parsed object; absent when it could not be read. */
  document?: string | object
}

export type GrantKind = 'admin' | 'escalation' | 'service-wildcard' | 'write-wildcard'

export interface GrantFinding {
  kind: GrantKind
  source: string
  /** Index of the Allow statement; absent for a policy that is known by name only. */
  statement?: number
  /** Action entry as written; `*` for NotAction. */
  action: string
  /** Resource entry as written; `*` for NotResource. */
  resource: string
  /** The known actions that make the finding, at most ten of them, and how many there are. */
  examples: readonly string[]
  count: number
  conditions: readonly Condition[]
  /** A condition, or less than the statement allows because of the boundary: it may be neutralised, show it. */
  limitedBy?: 'condition' | 'boundary'
}

export interface GrantAudit {
  findings: GrantFinding[]
  /** What the permissions boundary takes away entirely, and escalation actions that a condition limits. */
  neutralised: GrantFinding[]
  /** Whole-service wildcards, or every action, on named resources (s3:* or * on one bucket). */
  advice: GrantFinding[]
  /** Documents that could not be read or parsed: without findings the answer is unknown. */
  unread: { source: string; error: string }[]
}

const ADMIN_POLICIES: ReadonlySet<string> = new Set(['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess'])
const AWS_MANAGED = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/

/** Services whose whole-service wildcard on a wildcard resource is a finding of its own. */
const GUARDED_SERVICES: readonly string[] = [
  'iam',
  'sts',
  's3',
  'secretsmanager',
  'ssm',
  'kms',
  'dynamodb',
  'ec2',
  'ecs',
  'lambda',
]

/** Writes that need Resource "*", whatever resource types the data names. */
const EXEMPT_WRITES: ReadonlySet<string> = new Set(
  ['cloudwatch:PutMetricData', 'xray:Put*', 'ssmmessages:*'].flatMap((pattern) =>
    expandActions(pattern).map(({ name }) => name),
  ),
)

/** Examples kept in a finding. */
const EXAMPLES = 10

function findingOf(kind: GrantKind, grant: Grant, actions: readonly string[]): GrantFinding {
  const { source, statement, written, resource, conditions, limited } = grant
  return {
    kind,
    source,
    statement,
    action: written,
    resource,
    examples: actions.slice(0, EXAMPLES),
    count: actions.length,
    conditions,
    ...(limited && { limitedBy: limited === 'by-boundary' ? 'boundary' : 'condition' }),
  }
}

const isAdmin = ({ action }: Grant): boolean => actionCovers(action, '*')

const wholeService = ({ action }: Grant): string | undefined =>
  /^([a-z0-9-]+):[*?]*\*[*?]*$/i.exec(action)?.[1]?.toLowerCase()

function escalationActions(grant: Grant, grants: readonly Grant[]): string[] {
  const alone = grant.conditions.some(isLimiting) ? [] : ESCALATION_ACTIONS
  const together = grants.some(passesAnyRoleToTasks) ? ROLE_USING_ACTIONS : []
  return [...alone, ...together].filter((action) => grantsAction(grant, action))
}

function writesOf(grant: Grant): string[] {
  return expandActions(grant.action)
    .filter(
      ({ name, level, limitable }) => limitable && level !== 'read' && level !== 'list' && grantsAction(grant, name),
    )
    .map(({ name }) => name)
    .filter((name) => !EXEMPT_WRITES.has(name) && !ESCALATION_ACTIONS.includes(name))
}

/** Escalation actions that a limiting condition holds back: no finding, but worth showing. */
function heldByCondition(grant: Grant): GrantFinding[] {
  if (isAdmin(grant) || !grant.conditions.some(isLimiting) || !isWildcardResource(grant.resource)) return []
  const actions = ESCALATION_ACTIONS.filter((action) => grantsAction(grant, action))
  return actions.length > 0 ? [{ ...findingOf('escalation', grant, actions), limitedBy: 'condition' }] : []
}

/** What one grant on a wildcard resource is: an administrator, or an escalation and beside it a service wildcard or writes. */
function judge(grant: Grant, grants: readonly Grant[]): GrantFinding[] {
  if (isAdmin(grant)) return [findingOf('admin', grant, ['*'])]
  const findings: GrantFinding[] = []
  const escalations = escalationActions(grant, grants)
  if (escalations.length > 0) findings.push(findingOf('escalation', grant, escalations))
  const service = wholeService(grant)
  if (service && GUARDED_SERVICES.includes(service))
    return [...findings, findingOf('service-wildcard', grant, [`${service}:*`])]
  const writes = writesOf(grant).filter((action) => !escalations.includes(action))
  return writes.length > 0 ? [...findings, findingOf('write-wildcard', grant, writes)] : findings
}

const judgeAll = (grants: readonly Grant[]): GrantFinding[] =>
  grants.filter(({ resource }) => isWildcardResource(resource)).flatMap((grant) => judge(grant, grants))

const keyOf = ({ kind, source, statement, action }: GrantFinding): string =>
  JSON.stringify([kind, source, statement, action])

/** AWS's own administrator policies, found by name even where their document was not read. */
function byName({ source, arn }: RoleDocument): GrantFinding[] {
  const name = arn === undefined ? undefined : AWS_MANAGED.exec(arn)?.[1]
  if (name === undefined || !ADMIN_POLICIES.has(name)) return []
  return [{ kind: 'admin', source, action: '*', resource: '*', examples: [name], count: 1, conditions: [] }]
}

/**
 * The four kinds of grants that a task role must not have, in its inline and attached policies (default versions), after
 * explicit denies and the boundary: (a) admin, (b) escalation, (c) service-wildcard, (d) write-wildcard.
 * @param boundary document of the permissions boundary, if the role has one.
 */
export function auditGrants(documents: readonly RoleDocument[], boundary?: string | object): GrantAudit {
  const unread: GrantAudit['unread'] = []
  const policies: NamedPolicy[] = []
  for (const { source, document } of documents) {
    const policy = document === undefined ? { error: 'The policy document was not read.' } : parsePolicy(document)
    if ('error' in policy) unread.push({ source, error: policy.error })
    else policies.push({ source, policy })
  }
  const limit = boundary === undefined ? undefined : parsePolicy(boundary)
  if (limit && 'error' in limit) unread.push({ source: 'permissions boundary', error: limit.error })

  const unbounded = effectiveGrants(policies)
  const all = [...documents.flatMap(byName), ...judgeAll(unbounded)]
  const advice = unbounded
    .filter((grant) => (isAdmin(grant) || wholeService(grant) !== undefined) && !isWildcardResource(grant.resource))
    .map((grant) => findingOf('service-wildcard', grant, [grant.action]))
  const held = unbounded.flatMap(heldByCondition)
  if (!limit || 'error' in limit) return { findings: all, neutralised: held, advice, unread }

  const findings = judgeAll(effectiveGrants(policies, limit))
  const kept = new Set(findings.map(keyOf))
  const neutralised = all
    .filter((finding) => !kept.has(keyOf(finding)))
    .map((finding) => ({ ...finding, limitedBy: 'boundary' as const }))
  return { findings, neutralised: [...held, ...neutralised], advice, unread }
}
