import { actionCovers, expandActions } from '#lib/iam/actions.ts'
import { demands } from '#lib/iam/conditions.ts'
import { effectiveGrants, type Grant, grantsAction } from '#lib/iam/grants.ts'
import { isWildcardResource } from '#lib/iam/resource.ts'
import { definitionOf } from '#lib/inventory/derived/definitions.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { boundaryOf, heldPolicies } from '#lib/inventory/derived/policies.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined, warn } from '../result.ts'

type Section = 'taskDefinitions' | 'daemonTaskDefinitions' | 'pullThroughCacheRules'
type Message = 'outside' | 'wildcard' | 'prefix'

const allowed: readonly string[] = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'logs:CreateLogGroup',
  'logs:DescribeLog*',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'kms:Decrypt',
  's3:GetObject',
  's3:GetBucketLocation',
  's3:ListBucket',
  'fsx:DescribeFileSystems',
]
/** The first pull through a cache makes the repository. */
const forPullThrough = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository', 'ecr:TagResource']
const secretActions = ['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'ssm:GetParameters']
const scopedServices = /^(?:secretsmanager|ssm|kms|s3):/

export default defineCheck({
  id: 'iam-execution-role-scoped',
  subject: 'iamRole',
  requires: ['policies', 'pullThroughCacheRules'],
  failTitle: 'Execution role reaches too far',
  messages: {
    outside: 'Policy {policy} lets the agent do more than start tasks ({action}: {examples}).',
    wildcard: 'Policy {policy} lets the agent use {action} on {resource}.',
    prefix: 'Policy {policy} opens every secret below {resource} to the agent.',
  },
  why: 'The execution role fetches secrets before a container starts. If it may read every secret, whoever can register a task definition with it can read every secret too.',
  fix: {
    summary:
      'Start from AmazonECSTaskExecutionRolePolicy and add GetSecretValue or GetParameters on the exact ARNs of this family. A secret that is added later needs its ARN here too, or the next task fails to start.',
    effort: 'small',
    cli: `aws iam put-role-policy --role-name FAMILY-execution --policy-name secrets --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
    "Resource": "arn:aws:secretsmanager:REGION:ACCOUNT:secret:FAMILY/NAME-??????"}]}'`,
    terraform: `data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.NAME.arn]
  }
}`,
    cloudformation: `PolicyDocument:
  Statement:
    - { Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !Ref Secret }`,
  },
  dormant: 'full',
  evaluate(value, look) {
    const { role, foreign, asExecution } = value
    if (asExecution.length === 0) return notApplicable('No agent uses this role to start tasks.')
    if (foreign) return undetermined('The role belongs to another account.')
    if (!role) return notApplicable('The role does not exist; iam-execution-role-present reports that.')
    const held = heldPolicies(look, role, role.RolePolicyList)
    const boundary = boundaryOf(look, role)
    const limit = boundary && !('error' in boundary) ? boundary : undefined
    const policies = held.flatMap(({ name, policy }) => ('error' in policy ? [] : [{ source: name, policy }]))
    const listed = () =>
      asExecution.some((use) => pullsThroughCache(look.in(use.region), use.taskDefinitionArn)) ? neededThrough : needed
    // What no pull needs fails whether or not the rules of pull-through caches could be read.
    const list = ifKnown(listed) ?? neededThrough
    const grants = effectiveGrants(policies, limit)
    const families = [...new Set(asExecution.map((use) => use.family))]
    const used = [cite('roles', role, 'RoleName'), derived('used by', families)]
    const unread = held.flatMap(({ name, policy }) =>
      'error' in policy ? [undetermined(`Policy ${name} could not be read: ${policy.error}`)] : [],
    )
    return combineParts<Message>([
      () => [
        ...unread,
        ...grants.flatMap((grant) => outside(grant, list, used)),
        ...grants.flatMap((grant) => tooWide(grant, families, used)),
      ],
      () => {
        const exact = listed()
        const advice = grants.flatMap((grant) => adviceOn(grant, exact))
        return [pass(advice, used)]
      },
    ])
  },
})

const namesOf = (patterns: readonly string[]): ReadonlySet<string> =>
  new Set(patterns.flatMap((pattern) => expandActions(pattern).map(({ name }) => name)))
const needed = namesOf(allowed)
const neededThrough = namesOf([...allowed, ...forPullThrough])

/** Reading what exists, not what it holds: Describe and List. */
const isPlain = (name: string, level: string) => level === 'list' || /^[a-z0-9-]+:(?:Describe|List)/i.test(name)

/** One by one: an administrator's are 22,000, of which a few tell it all. */
function extraActions(grant: Grant, list: ReadonlySet<string>) {
  return expandActions(grant.action)
    .values()
    .filter(({ name }) => !list.has(name) && grantsAction(grant, name))
}

function outside(
  grant: Grant,
  list: ReadonlySet<string>,
  used: Parameters<typeof pass>[1] & object,
): Result<Message>[] {
  const extra = extraActions(grant, list)
    .filter(({ name, level }) => !isPlain(name, level))
    .take(10)
    .toArray()
  if (extra.length === 0 && !actionCovers(grant.action, '*')) return []
  const examples = extra
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')
  return [
    fail('outside', { policy: grant.source, action: grant.written, examples }, [
      ...used,
      derived(
        'actions outside the allow-list',
        extra.map(({ name }) => name),
      ),
    ]),
  ]
}

function adviceOn(grant: Grant, list: ReadonlySet<string>): string[] {
  const plain = extraActions(grant, list).some(({ name, level }) => isPlain(name, level))
  return plain ? [`${grant.source} grants ${grant.written}, which starting a task does not need.`] : []
}

/** Secrets, parameters, keys and objects must be named. One role that opens all secrets for several families is the worst of it. */
function tooWide(
  grant: Grant,
  families: readonly string[],
  used: Parameters<typeof pass>[1] & object,
): Result<Message>[] {
  const named = allowed.filter((action) => scopedServices.test(action) && grantsAction(grant, action))
  const secrets = secretActions.some((action) => named.includes(action))
  const { source: policy, written, resource } = grant
  if (isWildcardResource(resource)) {
    const open = named.filter((action) => action !== 'kms:Decrypt' || !viaService(grant))
    if (open.length === 0) return []
    const severity = secrets && families.length > 1 ? 'high' : 'medium'
    const evidence = [...used, derived('wildcard secret resources', [written, resource])]
    return [fail('wildcard', { policy, action: written, resource }, evidence, { severity })]
  }
  if (!secrets || !/\/\*+$/.test(resource)) return []
  const parts = resource.split(/[:/]/)
  const own = families.every((family) => parts.includes(family))
  const evidence = [...used, derived('wildcard secret resources', [written, resource])]
  return [warn('prefix', { policy, resource }, evidence, { severity: own ? 'low' : 'medium' })]
}

const viaService = ({ conditions }: Grant) => conditions.some((one) => demands(one, 'kms:ViaService'))

function pullsThroughCache(look: Look<Section>, taskDefinitionArn: string): boolean {
  const definition = definitionOf(look, taskDefinitionArn)
  const rules = look.all('pullThroughCacheRules')
  return (definition?.containerDefinitions ?? []).some(({ image }) => {
    const { kind, repository } = parseImage(image ?? '')
    return kind === 'ecr' && rules.some((rule) => repository.startsWith(`${rule.ecrRepositoryPrefix}/`))
  })
}
