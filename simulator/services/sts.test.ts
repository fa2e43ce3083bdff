import { expect, test } from 'vitest'
import { clientsOf } from '../testing/clients.ts'
import { accountId, now, otherAccountId } from '../testing/estate.ts'
import { errorCode, simulate } from '../testing/simulated.ts'

const roleArn = `arn:aws:iam::${accountId}:role/scan`
const otherRoleArn = `arn:aws:iam::${otherAccountId}:role/scan`
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

test('an access key without a token is the first account’s own', async () => {
  await using simulated = await simulate()
  const { sts } = clientsOf(simulated.client({ credentials: { accessKeyId: 'whatever', secretAccessKey: 'x' } }))
  expect(await sts.getCallerIdentity({})).toMatchObject({ Account: accountId })
})

test('a session speaks for the role it assumed, in that role’s account', async () => {
  await using simulated = await simulate()
  const session = await simulated.assume({ RoleArn: otherRoleArn, ExternalId: undefined })
  const { sts } = clientsOf({ ...session, region: 'eu-west-1' })
  expect(await sts.getCallerIdentity({})).toMatchObject({
    Account: otherAccountId,
    Arn: `arn:aws:sts::${otherAccountId}:assumed-role/scan/test`,
  })
  expect(await simulated.calls()).toMatchObject([{ account: accountId }, { account: otherAccountId }])
})

test('the role is refused without its external id, with a wrong one, and when it does not exist', async () => {
  await using simulated = await simulate()
  expect(await errorCode(simulated.assume({ ExternalId: undefined }))).toBe('AccessDenied')
  expect(await errorCode(simulated.assume({ ExternalId: 'wrong' }))).toBe('AccessDenied')
  expect(await errorCode(simulated.assume({ RoleArn: `arn:aws:iam::${accountId}:role/gone` }))).toBe('AccessDenied')
  expect(await errorCode(simulated.assume({ RoleArn: roleArn, ExternalId: 'external-first' }))).toBe('no error')
})

test('a role that asks for no external id can be assumed with any', async () => {
  await using simulated = await simulate()
  expect(await errorCode(simulated.assume({ RoleArn: otherRoleArn, ExternalId: undefined }))).toBe('no error')
  expect(await errorCode(simulated.assume({ RoleArn: otherRoleArn, ExternalId: 'anything' }))).toBe('no error')
})

test('a session ends after its duration, in every protocol’s own words', async () => {
  const time = { now: new Date(now) }
  await using simulated = await simulate({ clock: () => time.now })
  const { ecs, ec2, iam, scheduler } = clientsOf(await simulated.assume({ DurationSeconds: 900 }))
  time.now = new Date(now.getTime() + 899_000)
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
  time.now = new Date(now.getTime() + 900_000)
  expect(await errorCode(ecs.listClusters({}))).toBe('ExpiredTokenException')
  expect(await errorCode(ec2.describeVpcs({}))).toBe('RequestExpired')
  expect(await errorCode(iam.listAccountAliases({}))).toBe('ExpiredToken')
  expect(await errorCode(scheduler.listSchedules({}))).toBe('ExpiredTokenException')
})

test('a session can be made to last a number of calls, and a new one starts afresh', async () => {
  await using simulated = await simulate({ sessionCalls: 2 })
  const codesOf = async () => {
    const { ecs } = clientsOf(await simulated.assume())
    const codes = []
    for (let call = 0; call < 3; call += 1) codes.push(await errorCode(ecs.listClusters({})))
    return codes
  }
  expect(await codesOf()).toEqual(['no error', 'no error', 'ExpiredTokenException'])
  expect(await codesOf()).toEqual(['no error', 'no error', 'ExpiredTokenException'])
})

test('a duration out of range is refused, and a session that assumes a role gets an hour at most', async () => {
  await using simulated = await simulate()
  expect(await errorCode(simulated.assume({ DurationSeconds: 899 }))).toBe('ValidationError')
  expect(await errorCode(simulated.assume({ DurationSeconds: 43_201 }))).toBe('ValidationError')
  const { sts } = clientsOf(await simulated.assume({ DurationSeconds: 43_200 }))
  const role = { RoleArn: otherRoleArn, RoleSessionName: 'chained' }
  expect(await errorCode(sts.assumeRole({ ...role, DurationSeconds: 3601 }))).toBe('ValidationError')
  expect(await errorCode(sts.assumeRole({ ...role, DurationSeconds: 3600 }))).toBe('no error')
})

test('a session may call what its policy allows and nothing else', async () => {
  await using simulated = await simulate()
  const Policy = policyOf(
    { Effect: 'Allow', Action: ['ecs:Describe*', 'ECS:List*', 'tag:Get*'], Resource: '*' },
    { Effect: 'Deny', Action: 'ecs:ListTasks', Resource: '*' },
  )
  const { ecs, ec2, iam, inspector2, tagging, sts } = clientsOf(await simulated.assume({ Policy }))
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
  expect(await errorCode(tagging.getResources({}))).toBe('no error')
  expect(await errorCode(sts.getCallerIdentity({}))).toBe('no error')
  expect(await errorCode(ecs.listTasks({ cluster: 'main' }))).toBe('AccessDeniedException')
  expect(await errorCode(ecs.updateService({ service: 'api' }))).toBe('AccessDeniedException')
  expect(await errorCode(ec2.describeVpcs({}))).toBe('UnauthorizedOperation')
  expect(await errorCode(iam.listAccountAliases({}))).toBe('AccessDenied')
  expect(await errorCode(inspector2.listFindings({}))).toBe('AccessDeniedException')
})

test('a session policy of 2048 characters is taken, a longer one and one that is no policy are not', async () => {
  await using simulated = await simulate()
  const statement = { Effect: 'Allow', Action: ['ecs:Describe*'], Resource: '*' }
  const padded = (length: number) => policyOf(statement).padEnd(length, ' ')
  expect(await errorCode(simulated.assume({ Policy: padded(2048) }))).toBe('no error')
  expect(await errorCode(simulated.assume({ Policy: padded(2049) }))).toBe('PackedPolicyTooLargeException')
  expect(await errorCode(simulated.assume({ Policy: '{' }))).toBe('MalformedPolicyDocumentException')
  expect(await errorCode(simulated.assume({ Policy: policyOf({ Effect: 'Allow' }) }))).toBe(
    'MalformedPolicyDocumentException',
  )
})

test('a token that nobody was given is refused, in every protocol’s own words', async () => {
  await using simulated = await simulate()
  const credentials = { accessKeyId: 'ASIA', secretAccessKey: 'x', sessionToken: 'made-up' }
  const { ecs, ec2, elbv2 } = clientsOf(simulated.client({ credentials }))
  expect(await errorCode(ecs.listClusters({}))).toBe('UnrecognizedClientException')
  expect(await errorCode(ec2.describeVpcs({}))).toBe('AuthFailure')
  expect(await errorCode(elbv2.describeLoadBalancers({}))).toBe('InvalidClientTokenId')
})

test('a region that the account has not enabled answers as if the credentials did not exist', async () => {
  await using simulated = await simulate()
  const { ecs, ec2 } = clientsOf(simulated.client({ region: 'me-south-1' }))
  expect(await errorCode(ecs.listClusters({}))).toBe('UnrecognizedClientException')
  expect(await errorCode(ec2.describeVpcs({}))).toBe('AuthFailure')
  const { Regions } = await clientsOf(simulated.client()).ec2.describeRegions({ AllRegions: true })
  expect(Regions).toContainEqual(expect.objectContaining({ RegionName: 'me-south-1', OptInStatus: 'not-opted-in' }))
})
