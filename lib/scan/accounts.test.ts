import { expect, test } from 'vitest'
import { addAccount, deleteAccount, findAccount } from '#lib/data/accounts.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { addServerAccount, verifyAccount } from './accounts.ts'
import { operator, production, setupSample } from './testing/sample.ts'

setupTestDatabase()
const aws = setupSample()
const staging = '444455556666'

async function addStaging(change: { roleArn?: string; externalId?: string } = {}): Promise<void> {
  const { alias, roleArn, externalId } = aws.account(staging)
  if (await findAccount(operator, staging)) await deleteAccount(operator, staging)
  await addAccount(operator, { id: staging, alias, kind: 'role', roleArn, externalId, ...change })
}

test('a good role is verified, with its regions and what it may read', async () => {
  await addStaging()
  const found = await verifyAccount(operator, staging)
  expect(found).toMatchObject({
    ok: true,
    found: {
      regions: [{ region: 'eu-west-1' }, { region: 'us-east-1' }],
      granted: expect.arrayContaining(['ecs:DescribeServices']),
      denied: [],
    },
  })
  expect(await findAccount(operator, staging)).toMatchObject({ state: 'ready' })
}, 30_000)

test('a role that expects another external id is refused in one sentence, which its page keeps', async () => {
  await addStaging({ externalId: 'not-the-one' })
  const found = await verifyAccount(operator, staging)
  expect(found).toEqual({ ok: false, sentence: expect.stringMatching(/^AWS refuses the role .*\.$/) })
  expect(await findAccount(operator, staging)).toMatchObject({
    state: 'failing',
    lastError: expect.stringMatching(/^AWS refuses/),
  })
})

test("the server's own account is added by who the credentials belong to, and verified with them", async () => {
  expect(await addServerAccount(operator, 'ours')).toMatchObject({ id: production, kind: 'server-credentials' })
  expect(await verifyAccount(operator, production)).toMatchObject({ ok: true })
}, 30_000)

test('an account that is not here cannot be verified', async () => {
  await expect(verifyAccount(operator, '999988887777')).rejects.toThrow('There is no account 999988887777')
})

test('someone who may only look cannot verify or add', async () => {
  const viewer = { ...operator, role: 'viewer' } as const
  await expect(verifyAccount(viewer, production)).rejects.toThrow('ask an administrator')
  await expect(addServerAccount(viewer, 'x')).rejects.toThrow('ask an administrator')
})
