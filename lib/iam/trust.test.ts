import { describe, expect, test } from 'vitest'
import { trustFindings } from './trust.ts'

const account = '111122223333'
const tasks = { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }

function read(statements: object[], trustedPrincipals: string[] = []) {
  const findings = trustFindings({ Statement: statements }, { account, trustedPrincipals })
  if ('error' in findings) throw new Error(findings.error)
  return findings
}

const trusting = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
})

test('trust in ECS tasks alone has nothing unexpected', () => {
  expect(read([tasks])).toEqual({ tasksService: true, unexpected: [], missingSourceCondition: true })
})

test('sts:TagSession and sts:SetSourceIdentity may accompany it', () => {
  const findings = read([{ ...tasks, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }])
  expect(findings).toMatchObject({ tasksService: true, unexpected: [] })
})

test('a principal that may only tag sessions cannot become the role', () => {
  expect(read([tasks, trusting({ AWS: '*' }, { Action: 'sts:TagSession' })]).unexpected).toEqual([])
  expect(read([trusting({ Service: 'ecs-tasks.amazonaws.com' }, { Action: 'sts:TagSession' })]).tasksService).toBe(
    false,
  )
})

describe('the source condition', () => {
  test.each([
    [{ StringEquals: { 'aws:SourceAccount': account } }],
    [{ ArnLike: { 'aws:SourceArn': `arn:aws:ecs:eu-west-1:${account}:*` } }],
    [{ ArnLike: { 'AWS:sourcearn': `arn:aws-cn:ecs:*:${account}:*` } }],
  ])('%j is one', (Condition) => {
    expect(read([{ ...tasks, Condition }]).missingSourceCondition).toBe(false)
  })

  test.each([
    [{ StringEquals: { 'aws:SourceAccount': '444455556666' } }],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': account } }],
    [{ StringNotEquals: { 'aws:SourceAccount': account } }],
    [{ ArnLike: { 'aws:SourceArn': '*' } }],
    [{ ArnLike: { 'aws:SourceArn': `arn:aws:lambda:eu-west-1:${account}:*` } }],
  ])('%j is none', (Condition) => {
    expect(read([{ ...tasks, Condition }]).missingSourceCondition).toBe(true)
  })
})

describe('an unexpected principal', () => {
  test.each([
    [{ AWS: '*' }, 'everybody', true],
    ['*', 'everybody', true],
    [{ AWS: '444455556666' }, 'other-account', true],
    [{ AWS: 'arn:aws:iam::444455556666:root' }, 'other-account', true],
    [{ AWS: `arn:aws:iam::${account}:role/developer` }, 'own-account', false],
    [{ AWS: account }, 'own-account', false],
    [{ AWS: 'AROAEXAMPLEIDOFAROLE1' }, 'deleted', false],
    [{ Service: 'ec2.amazonaws.com' }, 'service', false],
    [{ Service: 'ecs-tasks.amazonaws.com.evil.example' }, 'service', false],
    [{ Federated: 'cognito-identity.amazonaws.com' }, 'federated', false],
  ])('%j is seen as %s, open: %s', (Principal, scope, open) => {
    const { unexpected } = read([
      tasks,
      trusting(Principal, { Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'] }),
    ])
    expect(unexpected).toHaveLength(1)
    expect(unexpected[0]).toMatchObject({ scope, open, statement: 1 })
  })

  test.each([
    [{ StringEquals: { 'sts:ExternalId': 'f3b1' } }, false],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }, false],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:444455556666:topic' } }, false],
    [{ StringLike: { 'sts:ExternalId': '*' } }, true],
    [{ StringEqualsIfExists: { 'sts:ExternalId': 'f3b1' } }, true],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, true],
  ])('of another account under %j is open: %s', (Condition, open) => {
    expect(read([trusting({ AWS: '444455556666' }, { Condition })]).unexpected[0]?.open).toBe(open)
  })

  test('is not one that the policy lists, by ARN, pattern or account', () => {
    const statements = [tasks, trusting({ AWS: 'arn:aws:iam::444455556666:role/deploy' })]
    expect(read(statements, ['arn:aws:iam::444455556666:role/*']).unexpected).toEqual([])
    expect(read(statements, ['444455556666']).unexpected).toEqual([])
    expect(read(statements, ['555566667777']).unexpected).toHaveLength(1)
  })

  test('everybody can never be listed', () => {
    expect(read([trusting('*')], ['*']).unexpected).toHaveLength(1)
  })

  test('NotPrincipal trusts everybody else', () => {
    const findings = read([{ Effect: 'Allow', NotPrincipal: { AWS: account }, Action: 'sts:AssumeRole' }])
    expect(findings.unexpected[0]).toMatchObject({ scope: 'everybody', open: true })
  })

  test('that an unconditional Deny takes back is gone', () => {
    const deny = { Effect: 'Deny', Principal: { AWS: '444455556666' }, Action: 'sts:*' }
    expect(read([tasks, trusting({ AWS: '444455556666' }), deny]).unexpected).toEqual([])
    const conditional = { ...deny, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }
    expect(read([tasks, trusting({ AWS: '444455556666' }), conditional]).unexpected).toHaveLength(1)
  })
})

describe('a Deny with NotPrincipal', () => {
  const denyAllBut = (NotPrincipal: object) => ({ Effect: 'Deny', NotPrincipal, Action: 'sts:*' })

  test('leaves of everybody those whom it names', () => {
    const deploy = `arn:aws:iam::${account}:role/deploy`
    const { unexpected, tasksService } = read([tasks, trusting('*'), denyAllBut({ AWS: deploy })])
    expect(unexpected).toMatchObject([{ principal: { value: deploy }, scope: 'own-account', open: false }])
    expect(tasksService, 'ECS is not named').toBe(false)
  })
  test('keeps the service that it names and takes the others', () => {
    const { unexpected, tasksService } = read([
      tasks,
      trusting({ AWS: '444455556666' }),
      denyAllBut({ Service: 'ecs-tasks.amazonaws.com' }),
    ])
    expect(unexpected).toEqual([])
    expect(tasksService).toBe(true)
  })
})

test('a Deny of one way to become the role leaves the others', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithSAML' }
  const { unexpected, tasksService } = read([tasks, trusting({ AWS: '444455556666' }), deny])
  expect(unexpected).toHaveLength(1)
  expect(tasksService).toBe(true)
})

test('a trust policy that cannot be read is an error value', () => {
  expect(trustFindings('not json', { account, trustedPrincipals: [] })).toHaveProperty('error')
})
