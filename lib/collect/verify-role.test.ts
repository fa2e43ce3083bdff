import { createServer } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { identify } from './identify.ts'
import { impatient, simulate } from './testing/simulated.ts'
import { verifyRole } from './verify-role.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a role that is set up right', () => {
  test('is verified with its account, partition and enabled regions', async () => {
    await using aws = await simulate()
    const verdict = await verifyRole(aws.role, { access: aws.access, ...aws.machine() })
    expect(verdict).toMatchObject({
      status: 'verified',
      identity: { account: '111122223333', partition: 'aws' },
      regions: ['eu-west-1', 'us-east-1'],
    })
  })

  test('has been tried without its external id and with another, and lent no power for it', async () => {
    await using aws = await simulate()
    await verifyRole(aws.role, { access: aws.access, ...aws.machine() })
    const tried = (await aws.calls()).filter(({ action }) => action === 'sts:AssumeRole')
    expect(tried.map(({ code }) => code)).toEqual([undefined, 'AccessDenied', 'AccessDenied'])
  })
})

describe('a role is refused', () => {
  test('when it can be assumed without its external id', async () => {
    const build: typeof buildSample = (options) => {
      const { accounts } = buildSample(options)
      return { accounts: accounts.map((one) => ({ ...one, scanRole: { ...one.scanRole, requiresExternalId: false } })) }
    }
    await using aws = await simulate({ build })
    const verdict = await verifyRole(aws.role, { access: aws.access, ...aws.machine() })
    expect(verdict).toMatchObject({ status: 'refused', kind: 'assumable-without-external-id' })
    expect(verdict).toHaveProperty('sentence', expect.stringContaining('without its external id'))
  })

  test.each([
    ['another external id', { externalId: 'another-external-id' }, 'role-denied'],
    ['a role that is not there', { roleArn: 'arn:aws:iam::111122223333:role/no-such-role' }, 'role-denied'],
    ['an ARN that is none', { roleArn: 'tidewaiter-audit' }, 'bad-role-arn'],
    ['the ARN of a user', { roleArn: 'arn:aws:iam::111122223333:user/somebody' }, 'bad-role-arn'],
    ['no external id', { externalId: '' }, 'bad-external-id'],
  ])('for %s, with one sentence', async (_what, changes, kind) => {
    await using aws = await simulate()
    const verdict = await verifyRole({ ...aws.role, ...changes }, { access: aws.access, ...aws.machine() })
    expect(verdict).toMatchObject({ status: 'refused', kind })
    expect(verdict).toHaveProperty('sentence', expect.stringMatching(/^[A-Z][^\n]{20,300}[.]$/))
  })

  test('when it may not list the regions', async () => {
    await using aws = await simulate({ deny: ['ec2:DescribeRegions'] })
    const verdict = await verifyRole(aws.role, { access: aws.access, ...aws.machine() })
    expect(verdict).toMatchObject({ status: 'refused', kind: 'denied' })
    expect(verdict).toHaveProperty('sentence', expect.stringContaining('ec2:DescribeRegions'))
  })
})

describe('the server itself', () => {
  test('knows whose credentials it has', async () => {
    await using aws = await simulate()
    expect(await identify(aws.access, aws.machine())).toMatchObject({ account: '111122223333', partition: 'aws' })
  })

  test('says where it could not reach AWS', async () => {
    const port = await freePort()
    const access = { endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'A', secretAccessKey: 'S' } }
    await expect(identify(access, { timing: impatient })).rejects.toMatchObject({
      kind: 'unreachable',
      sentence: expect.stringContaining(`http://127.0.0.1:${port} (ECONNREFUSED)`),
    })
  })

  test('says that it has no credentials', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE']) {
      vi.stubEnv(name, undefined)
    }
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', undefined)
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', undefined)
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials')
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config')
    await using aws = await simulate()
    await expect(identify({ ...aws.access, credentials: undefined }, aws.machine())).rejects.toMatchObject({
      kind: 'no-credentials',
    })
  })

  test('says that its credentials have expired', async () => {
    await using aws = await simulate({ faults: [{ kind: 'expired', action: 'sts:GetCallerIdentity', times: 100 }] })
    await expect(identify(aws.access, aws.machine())).rejects.toMatchObject({ kind: 'expired-credentials' })
  })

  test('says when credentials are unknown to AWS', async () => {
    await using aws = await simulate()
    const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'S', sessionToken: 'made up' }
    await expect(identify({ ...aws.access, credentials }, aws.machine())).rejects.toMatchObject({
      kind: 'bad-credentials',
    })
  })
})

describe('regions', () => {
  test('that the account has not enabled end a scan of nothing else with one sentence', async () => {
    await using aws = await simulate()
    await expect(aws.collect({ regions: ['ap-east-1'] })).rejects.toMatchObject({
      kind: 'region-disabled',
      sentence: expect.stringContaining('ap-east-1'),
    })
  })

  test('that the account has not enabled are gaps beside those it has', async () => {
    await using aws = await simulate()
    const { inventory, regions } = await aws.collect({ regions: ['ap-east-1', 'eu-west-1'] })
    expect(regions).toEqual([
      { region: 'ap-east-1', enabled: false, clusters: 0 },
      { region: 'eu-west-1', enabled: true, clusters: 2 },
    ])
    expect(new Set(inventory.gaps.map(({ region, reason }) => `${region} ${reason}`))).toEqual(
      new Set(['ap-east-1 region-disabled']),
    )
  })

  test('that cannot exist are refused before anything is sent', async () => {
    await using aws = await simulate()
    await expect(aws.collect({ regions: ['eu-west-1', 'evil.example/#'] })).rejects.toMatchObject({
      kind: 'bad-region',
    })
    expect(await aws.calls()).toEqual([])
  })
})

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
