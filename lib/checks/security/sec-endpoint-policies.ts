import { demands } from '#lib/iam/conditions.ts'
import { decide } from '#lib/iam/decide.ts'
import { type Condition, type Policy, parsePolicy, type Statement } from '#lib/iam/policy.ts'
import { isWildcardResource } from '#lib/iam/resource.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { VpcEndpoint } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Message = 'full' | 'repositories' | 'unequal' | 'clusters' | 'layers'
type Section = 'organization' | 'vpcEndpoints'

export default defineCheck({
  id: 'sec-endpoint-policies',
  subject: 'vpcEndpoint',
  requires: ['organization'],
  failTitle: 'Endpoint lets everything through',
  messages: {
    full: 'The policy of the {service} endpoint in {vpc} allows everybody everything.',
    repositories:
      'The policy of the {service} endpoint in {vpc} reaches repositories of other owners (statement {statement}).',
    unequal: 'The policies of the endpoints for ecr.api and ecr.dkr in {vpc} differ.',
    clusters:
      'The policy of the {service} endpoint in {vpc} limits neither clusters nor callers (statement {statement}).',
    layers: 'The policy of the S3 endpoint in {vpc} does not allow {bucket}, from which image layers are pulled.',
  },
  why: 'Through an open endpoint a task that was taken over pushes data into a registry or bucket of somebody else, past every firewall. A policy makes the endpoint a door to your own things only.',
  fix: {
    summary:
      'Limit the policies to repositories of the account or to the organization, the same for ecr.api and ecr.dkr, and keep the bucket of ECR’s image layers in the S3 policy, or pulls break. Images of AWS and pull-through caches need statements of their own.',
    effort: 'small',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json',
    terraform: `resource "aws_vpc_endpoint" "NAME" {
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Principal = "*", Action = "ecr:*",
      Resource = "arn:aws:ecr:REGION:ACCOUNT:repository/*",
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "ORGANIZATION" } } },
    { Effect = "Allow", Principal = "*", Action = "ecr:GetAuthorizationToken", Resource = "*" },
  ] })
}`,
    cloudformation: `Type: AWS::EC2::VPCEndpoint
Properties:
  PolicyDocument:
    Statement:
      - { Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "arn:aws:s3:::prod-REGION-starport-layer-bucket/*" }`,
  },
  evaluate({ endpoint, service }, look) {
    if (endpoint.PolicyDocument === undefined) return notApplicable('This endpoint service knows no policies.')
    const policy = parsePolicy(endpoint.PolicyDocument)
    if ('error' in policy) return undetermined(policy.error)
    const evidence = ['VpcEndpointId', 'ServiceName', 'PolicyDocument'].map((path) =>
      cite('vpcEndpoints', endpoint, path),
    )
    const data = { service, vpc: endpoint.VpcId }
    const limited = deniesOthers(look, policy)
    if (!limited && policy.statements.some((one) => isFullAccess(one, service))) return fail('full', data, evidence)
    const allows = limited ? [] : policy.statements.filter(({ effect }) => effect === 'Allow')
    if (service === 's3') return layers(look, policy, endpoint, evidence)
    if (!service.startsWith('ecr.')) {
      return combineParts<Message>([
        () => [pass([], evidence)],
        ...allows.map((one) => () => [
          limitsCallers(look, one) ? pass() : fail('clusters', { ...data, statement: one.index }, evidence),
        ]),
      ])
    }
    return combineParts<Message>([
      () => [pass([], evidence)],
      ...allows.map((one) => () => [
        onlyLogin(one) || limitsRepositories(look, one)
          ? pass()
          : fail('repositories', { ...data, statement: one.index }, evidence),
      ]),
      () =>
        twins(look, endpoint, service).map((twin): Result<Message> => {
          const other = parsePolicy(twin.PolicyDocument ?? '')
          if ('error' in other)
            return undetermined(`The policy of ${twin.VpcEndpointId} could not be read: ${other.error}`)
          if (normal(policy) === normal(other)) return pass([], evidence)
          return fail('unequal', data, [...evidence, cite('vpcEndpoints', twin, 'PolicyDocument')])
        }),
    ])
  },
})

const namesAll = ({ principals }: Statement) =>
  principals === undefined || (principals.list.some(({ value }) => value === '*') && !principals.not)
/** Whom an Allow lets in: NotPrincipal is everybody else. */
const isAnybody = (one: Statement) => namesAll(one) || one.principals?.not === true
const isEvery = (selection: Statement['resources']) =>
  selection === undefined || selection.not || selection.patterns.some((one) => /^\*+$/.test(one))

/** The default policy, and what comes to the same for a service: all of its actions on all of its resources. */
function isFullAccess({ actions, resources, ...one }: Statement, service: string): boolean {
  if (one.effect !== 'Allow' || !isAnybody({ actions, ...one }) || one.conditions.length > 0) return false
  const whole = isEvery(actions) || actions.patterns.some((pattern) => /^s3:\*+$/i.test(pattern) && service === 's3')
  return whole && (isEvery(resources) || (resources?.patterns.some(isWildcardResource) ?? false))
}

/** Logging in to ECR knows no resource, so nothing can limit it to one. */
const onlyLogin = ({ actions }: Statement) =>
  !actions.not && actions.patterns.every((one) => one.toLowerCase() === 'ecr:getauthorizationtoken')

const ORGANIZATION_KEYS = ['aws:PrincipalOrgID', 'aws:ResourceOrgID']
const ACCOUNT_KEYS = ['aws:PrincipalAccount', 'aws:ResourceAccount']

/** Whether the condition holds the request to this organization or this account. */
function isOwn(look: Look<Section>, condition: Condition, keys = [...ORGANIZATION_KEYS, ...ACCOUNT_KEYS]): boolean {
  const key = keys.find((one) => demands(condition, one))
  if (!key) return false
  return ownIds(look, key).some((id) => condition.values.every((value) => value === id))
}

function ownIds(look: Look<Section>, key: string): readonly string[] {
  return ACCOUNT_KEYS.includes(key) ? [look.account] : look.all('organization').map(({ Id }) => Id)
}

/** A Deny for whatever is not this organization's or account's holds for all that the other statements allow. */
function deniesOthers(look: Look<Section>, { statements }: Policy): boolean {
  return statements.some((one) => {
    const [only, ...more] = one.conditions
    if (one.effect !== 'Deny' || !namesAll(one) || !isEvery(one.actions) || !isEvery(one.resources)) return false
    if (!only || more.length > 0 || !/^StringNotEquals(IgnoreCase)?$/i.test(only.operator)) return false
    return isOwn(look, { ...only, operator: 'StringEquals' })
  })
}

function limitsRepositories(look: Look<Section>, { resources, conditions }: Statement): boolean {
  if (conditions.some((one) => isOwn(look, one))) return true
  if (!resources || resources.not) return false
  return resources.patterns.every((arn) => arn.split(':')[2] === 'ecr' && arn.split(':')[4] === look.account)
}

/** Named clusters, named callers, or a condition on either. */
function limitsCallers(look: Look<Section>, one: Statement): boolean {
  if (!isAnybody(one)) return true
  if (one.conditions.some((it) => isOwn(look, it) || namesOwner(it))) return true
  return !isEvery(one.resources) && (one.resources?.patterns ?? []).every((arn) => arn.split(':')[4] === look.account)
}

/** Clusters or callers of an account that is named: the ARN of any account limits nothing. */
const namesOwner = (it: Condition) =>
  (demands(it, 'ecs:cluster') || demands(it, 'aws:PrincipalArn')) &&
  it.values.every((arn) => /^\d{12}$/.test(arn.split(':')[4] ?? ''))

/** Layers are pulled from a bucket of AWS, outside the organization: it takes an allowance without conditions. */
function layers(
  look: Look<Section>,
  policy: Policy,
  endpoint: VpcEndpoint,
  evidence: readonly Evidence[],
): Result<Message> {
  const bucket = `prod-${look.region}-starport-layer-bucket`
  const decision = decide([policy], 's3:GetObject', `arn:${look.partition}:s3:::${bucket}/layer`)
  return decision === 'allowed' ? pass([], evidence) : fail('layers', { vpc: endpoint.VpcId, bucket }, evidence)
}

/** The endpoint for the other half of ECR in the same VPC. */
function twins(look: Look<Section>, endpoint: VpcEndpoint, service: string): readonly VpcEndpoint[] {
  const other = service === 'ecr.api' ? '.ecr.dkr' : '.ecr.api'
  const found = look.once(endpointsByVpc).get(endpoint.VpcId) ?? []
  return found.filter(
    ({ ServiceName, PolicyDocument }) =>
      ServiceName.replace('-fips', '').endsWith(other) && PolicyDocument !== undefined,
  )
}

function endpointsByVpc(look: Look<Section>): ReadonlyMap<string, readonly VpcEndpoint[]> {
  return Map.groupBy(look.seen('vpcEndpoints'), ({ VpcId }) => VpcId)
}

/** Order of statements and lists, case of actions and names of statements make no difference. */
function normal({ statements }: Policy): string {
  const sorted = (list: readonly string[] = []) => [...new Set(list)].toSorted()
  const texts = statements.map(({ effect, actions, resources, principals, conditions }) =>
    JSON.stringify([
      effect,
      actions.not,
      sorted(actions.patterns.map((one) => one.toLowerCase())),
      resources?.not ?? false,
      sorted(resources?.patterns),
      principals?.not ?? false,
      sorted(principals?.list.map(({ type, value }) => `${type} ${value}`)),
      sorted(
        conditions.map(({ operator, key, values }) => JSON.stringify([operator, key.toLowerCase(), sorted(values)])),
      ),
    ]),
  )
  return sorted(texts).join('\n')
}
