import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePolicy } from './policy.ts'

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }

test('a single statement with single strings reads like lists', () => {
  const single = parsePolicy({ Version: '2012-10-17', Statement: statement })
  const listed = parsePolicy({
    Statement: [{ ...statement, Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/*'] }],
  })
  expect(single).toEqual(listed)
  expect(single).toEqual({
    statements: [
      {
        index: 0,
        effect: 'Allow',
        actions: { not: false, patterns: ['s3:GetObject'] },
        resources: { not: false, patterns: ['arn:aws:s3:::b/*'] },
        conditions: [],
      },
    ],
  })
})

test('JSON text, plain or URL-encoded as IAM returns it, reads like the object', () => {
  const json = JSON.stringify({ Statement: [statement] })
  const expected = parsePolicy({ Statement: [statement] })
  expect(parsePolicy(json)).toEqual(expected)
  expect(parsePolicy(encodeURIComponent(json))).toEqual(expected)
})

test('conditions, exceptions and principals keep what is written', () => {
  const policy = parsePolicy({
    Statement: [
      {
        Sid: 'Trust',
        Effect: 'Allow',
        NotAction: 'iam:*',
        NotResource: ['a'],
        Principal: { Service: 'ecs-tasks.amazonaws.com', AWS: ['111122223333', '*'] },
        Condition: { Bool: { 'aws:SecureTransport': true }, StringLike: { 'aws:PrincipalArn': ['x', 'y'] } },
      },
      { Effect: 'Deny', NotPrincipal: '*', Action: '*', Resource: '*' },
    ],
  })
  if ('error' in policy) throw new Error(policy.error)
  expect(policy.statements[0]).toEqual({
    index: 0,
    sid: 'Trust',
    effect: 'Allow',
    actions: { not: true, patterns: ['iam:*'] },
    resources: { not: true, patterns: ['a'] },
    principals: {
      not: false,
      list: [
        { type: 'AWS', value: '111122223333' },
        { type: 'AWS', value: '*' },
        { type: 'Service', value: 'ecs-tasks.amazonaws.com' },
      ],
    },
    conditions: [
      { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
      { operator: 'StringLike', key: 'aws:PrincipalArn', values: ['x', 'y'] },
    ],
  })
  expect(policy.statements[1]?.principals).toEqual({ not: true, list: [{ type: 'AWS', value: '*' }] })
})

test('an ARN that ends early goes on with wildcards, in what identities hold alone', () => {
  const resourcesOf = (more: object) => {
    const policy = parsePolicy({
      Statement: { ...statement, Resource: ['arn:aws:sqs', 'arn:aws:s3:*', '*', ''], ...more },
    })
    return 'error' in policy ? policy : policy.statements[0]?.resources?.patterns
  }
  expect(resourcesOf({})).toEqual(['arn:aws:sqs:*:*:*', 'arn:aws:s3:*:*:*', '*', ''])
  expect(resourcesOf({ Principal: '*' })).toEqual(['arn:aws:sqs', 'arn:aws:s3:*', '*', ''])
})

test.each([
  ['no JSON', '{'],
  ['a broken encoding', '%7B%'],
  ['a list', '[]'],
  ['no statement', '{}'],
  ['an unknown effect', { Statement: { ...statement, Effect: 'allow' } }],
  ['no action', { Statement: { Effect: 'Allow', Resource: '*' } }],
  ['Action and NotAction', { Statement: { ...statement, NotAction: '*' } }],
  ['Resource and NotResource', { Statement: { ...statement, NotResource: '*' } }],
  ['an unknown principal type', { Statement: { ...statement, Principal: { Robot: 'r2' } } }],
])('a document with %s is an error value', (_, document) => {
  expect(parsePolicy(document)).toHaveProperty('error')
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (document) => typeof parsePolicy(document) === 'object'))
})
