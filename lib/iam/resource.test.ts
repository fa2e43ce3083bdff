import { expect, test } from 'vitest'
import { isWildcardResource } from './resource.ts'

test.each([
  '*',
  '**',
  'arn:aws:s3:::*',
  'arn:aws:s3:::*/*',
  'arn:*:ecs:*:*:service/*',
  'arn:aws:ecs:eu-west-1:111122223333:task-definition/*:*',
  'arn:aws:iam::111122223333:role/*',
  'arn:aws:logs:*:*:log-group:*',
  'arn:aws:logs:*:*:log-group:*:*',
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*',
  'arn:aws:dynamodb:*:*:table/*',
  'arn:aws:sqs:*:*:*',
  'arn:aws:kms:*:111122223333:key/*',
  'arn:aws:*:*:*:*',
  'arn:aws:ecs:*:*:cluster/?*',
  'arn:aws:s3:::???*',
  'arn:aws-cn:lambda:cn-north-1:111122223333:function:*',
])('%s is a wildcard resource', (resource) => {
  expect(isWildcardResource(resource)).toBe(true)
})

test.each([
  'arn:aws:s3:::bucket',
  'arn:aws:s3:::bucket/*',
  'arn:aws:s3:::prod-*',
  'arn:aws:dynamodb:*:*:table/ledger',
  'arn:aws:dynamodb:*:*:table/ledger-*',
  'arn:aws:ecs:eu-west-1:111122223333:service/prod/*',
  'arn:aws:iam::111122223333:role/ecs/*',
  'arn:aws:logs:*:*:log-group:/ecs/*',
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/*',
  `arn:aws:s3:::$\{aws:PrincipalTag/bucket}/*`,
  'arn:aws:s3',
  '',
])('%s is not', (resource) => {
  expect(isWildcardResource(resource)).toBe(false)
})
