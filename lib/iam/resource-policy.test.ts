import { describe, expect, test } from 'vitest'
import type { Policy } from './policy.ts'
import { parsePolicy } from './policy.ts'
import { decideOn, outsiders } from './resource-policy.ts'

const account = '111122223333'
const role = `arn:aws:iam::${account}:role/web-execution`
const root = `arn:aws:iam::${account}:root`
const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf'
const read = 'secretsmanager:GetSecretValue'

function policy(...Statement: object[]): Policy {
  const parsed = parsePolicy({ Version: '2012-10-17', Statement })
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed
}
const allow = (AWS: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Principal: AWS === '*' ? '*' : { AWS },
  Action: read,
  Resource: '*',
  ...more,
})
const deny = (more: object) => ({ ...allow('*'), Effect: 'Deny', ...more })
const denyAllBut = (...AWS: string[]) => {
  const { Principal: _, ...rest } = deny({})
  return { ...rest, NotPrincipal: { AWS } }
}
const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } })

describe('who is let in from outside', () => {
  const found = (...statements: object[]) =>
    outsiders(policy(...statements), read, secret, account).map((one) => one.principal)

  test('everybody, another account and the roles of one', () => {
    const other = 'arn:aws:iam::444455556666:role/reader'
    expect(found(allow('*'), allow('444455556666'), allow(other))).toEqual(['*', '444455556666', other])
  })
  test('everybody but a few is everybody', () => {
    const { Principal: _, ...rest } = allow('*')
    expect(found({ ...rest, NotPrincipal: { AWS: root } })).toEqual(['*'])
  })
  test('not the own account, not AWS services, not other actions', () => {
    const service = { ...allow('*'), Principal: { Service: 'logs.amazonaws.com' } }
    expect(found(allow(root), allow(account), service, allow('*', { Action: 's3:GetObject' }))).toEqual([])
  })
  test.each([
    ['StringEquals', 'aws:PrincipalOrgID', 'o-1'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/reader'],
    ['StringEquals', 'aws:SourceVpc', 'vpc-1'],
    ['StringEquals', 'aws:sourceVpce', 'vpce-1'],
    ['StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/ou-1/*'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:::uploads'],
  ])('nobody when %s %s limits the statement', (operator, key, value) => {
    expect(found(allow('*', when(operator, key, value)))).toEqual([])
  })
  test.each([
    ['StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1'],
    ['StringNotEquals', 'aws:PrincipalOrgID', 'o-1'],
    ['StringLike', 'aws:PrincipalOrgID', '*'],
    ['Bool', 'aws:SecureTransport', 'true'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/reader'],
    ['StringLike', 'aws:PrincipalOrgID', 'o-*'],
    ['StringLike', 'aws:PrincipalAccount', '????????????'],
    ['ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-1'],
    ['Null', 'aws:PrincipalOrgID', 'false'],
  ])('%s %s %s limits nothing', (operator, key, value) => {
    expect(found(allow('*', when(operator, key, value)))).toEqual(['*'])
  })
  test('nobody when a Deny shuts out all but the own organization', () => {
    expect(found(allow('*'), deny(when('StringNotEquals', 'aws:PrincipalOrgID', 'o-1')))).toEqual([])
    expect(found(allow('*'), deny(when('Bool', 'aws:SecureTransport', 'false')))).toEqual(['*'])
    expect(found(allow('*'), deny(when('StringNotLike', 'aws:PrincipalOrgID', 'o-*')))).toEqual(['*'])
    expect(found(allow('*'), deny(when('StringNotEqualsIfExists', 'aws:PrincipalOrgID', 'o-1')))).toEqual([])
  })
  test('a Deny with NotPrincipal leaves of everybody, and of an account, those whom it names', () => {
    const other = 'arn:aws:iam::444455556666:role/reader'
    const stranger = 'arn:aws:iam::444455556666:role/stranger'
    expect(found(allow('*'), denyAllBut(role))).toEqual([])
    expect(found(allow('*'), denyAllBut(role, root))).toEqual([])
    expect(found(allow('*'), denyAllBut(role, other))).toEqual([other])
    expect(found(allow('444455556666'), denyAllBut(other))).toEqual([other])
    expect(found(allow(stranger), denyAllBut(other))).toEqual([])
    expect(found(allow(stranger), denyAllBut('444455556666'))).toEqual([])
    expect(found(allow('*'), denyAllBut('*'))).toEqual(['*'])
  })
  test('a Deny takes whom it names, of an account everybody in it', () => {
    const reader = 'arn:aws:iam::444455556666:role/reader'
    expect(found(allow('*'), deny({}))).toEqual([])
    expect(found(allow(reader), deny({ Principal: { AWS: '444455556666' } }))).toEqual([])
    expect(found(allow(reader), deny({ Principal: { AWS: '777788889999' } }))).toEqual([reader])
    expect(found(allow('444455556666'), deny({ Principal: { AWS: reader } }))).toEqual(['444455556666'])
  })
  test('a Deny under a condition, of another action or on another resource leaves everybody', () => {
    expect(found(allow('*'), { ...denyAllBut(role), ...when('Bool', 'aws:SecureTransport', 'false') })).toEqual(['*'])
    expect(found(allow('*'), { ...denyAllBut(role), Action: 'secretsmanager:PutSecretValue' })).toEqual(['*'])
    expect(found(allow('*'), { ...denyAllBut(role), Resource: `${secret}-2` })).toEqual(['*'])
    const otherOrganization = deny(when('StringNotEquals', 'aws:PrincipalOrgID', 'o-1'))
    expect(found(allow('*'), { ...otherOrganization, Resource: `${secret}-2` })).toEqual(['*'])
    expect(found(allow('*'), { ...otherOrganization, Resource: secret })).toEqual([])
  })
})

describe('what a role may do to a resource', () => {
  const own = (...statements: object[]) => ({
    arn: role,
    account,
    identity: statements.length ? [policy(...statements)] : [],
  })
  const grant = { Effect: 'Allow', Action: read, Resource: `${secret.slice(0, -6)}??????` }
  const on = (resource?: Policy) => ({ arn: secret, policy: resource })

  test('its own policies or the resource’s suffice', () => {
    expect(decideOn(own(grant), on(), read)).toBe('allowed')
    expect(decideOn(own(), on(policy(allow(role))), read)).toBe('allowed')
    expect(decideOn(own(), on(policy(allow(root))), read)).toBe('denied')
    expect(decideOn(own(), on(), read)).toBe('denied')
  })
  test('a Deny of either side wins', () => {
    expect(decideOn(own(grant), on(policy(deny({}))), read)).toBe('denied')
    expect(decideOn(own(grant), on(policy(deny({ Principal: { AWS: root } }))), read)).toBe('denied')
    expect(decideOn(own({ ...grant, Effect: 'Deny' }), on(policy(allow(role))), read)).toBe('denied')
    expect(decideOn(own(grant), on(policy(deny(when('StringNotEquals', 'aws:PrincipalAccount', account)))), read)).toBe(
      'conditional',
    )
  })
  test('a Deny with NotPrincipal takes everybody but whom it names', () => {
    const given = (...named: string[]) => decideOn(own(grant), on(policy(denyAllBut(...named))), read)
    expect(given(role)).toBe('allowed')
    expect(given(role, root)).toBe('allowed')
    expect(given('*')).toBe('allowed')
    expect(given(root), 'the account alone does not spare its roles').toBe('denied')
    expect(given(`${role}-2`)).toBe('denied')
    const named = policy(allow(root), denyAllBut(role))
    expect(decideOn(own(grant), on(named), read, 'delegated')).toBe('allowed')
    expect(decideOn({ ...own(grant), arn: `${role}-2` }, on(named), read, 'delegated')).toBe('denied')
  })
  test('a boundary limits what the resource grants too', () => {
    const boundary = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })
    expect(decideOn({ ...own(grant), boundary }, on(policy(allow(role))), read)).toBe('denied')
  })
  test('a key counts the role’s policies only where its own lets the account decide', () => {
    expect(decideOn(own(grant), on(policy(allow(root))), read, 'delegated')).toBe('allowed')
    expect(decideOn(own(grant), on(policy(allow('444455556666'))), read, 'delegated')).toBe('denied')
    expect(decideOn(own(), on(policy(allow(role))), read, 'delegated')).toBe('allowed')
    expect(decideOn(own(), on(policy(allow(root))), read, 'delegated')).toBe('denied')
    expect(decideOn(own({ ...grant, Effect: 'Deny' }), on(policy(allow(role))), read, 'delegated')).toBe('denied')
  })
})
