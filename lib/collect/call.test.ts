import { describe, expect, test } from 'vitest'
import { type Caller, createCall } from './call.ts'
import { createClients } from './clients.ts'
import { createMachine } from './machine.ts'
import { createPace } from './pace.ts'
import { impatient, simulate } from './testing/simulated.ts'
import { systemTiming } from './timing.ts'

type Simulated = Awaited<ReturnType<typeof simulate>>

function open({ access, machine }: Simulated, changes: { signal?: AbortSignal } = {}) {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'any' }
  const caller: Caller = {
    account: '111122223333',
    endpoint: access.endpoint,
    credentials: async () => credentials,
    accepted: () => {},
    renew: () => {},
  }
  return createCall({ ...createMachine({ ...machine(), ...changes }), caller })
}

describe('an action that is not on the list', () => {
  test.each([
    'ecs:DeleteCluster',
    'ecs:ExecuteCommand',
    'ecs:UpdateService',
    'iam:CreateUser',
    'logs:GetLogEvents',
  ] as const)('%s is never sent', async (action) => {
    await using aws = await simulate()
    // @ts-expect-error the inputs differ; what they are does not matter for what must not be sent
    await expect(open(aws)(action, {}, 'us-east-1')).rejects.toThrow(`${action} is not an action`)
    expect(await aws.calls()).toEqual([])
  })

  test('is stopped by the client itself, whoever built the command', async () => {
    await using aws = await simulate()
    const { DeleteClusterCommand } = await import('@aws-sdk/client-ecs')
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'any' }
    const client = await createClients().get('ecs', { region: 'us-east-1', endpoint: aws.access.endpoint, credentials })
    const send = async () => client.send(new DeleteClusterCommand({ cluster: 'main' }), {})
    await expect(send).rejects.toThrow('ecs:DeleteCluster is not')
    expect(await aws.calls()).toEqual([])
  })
})

test('an answer arrives with the types of its operation', async () => {
  await using aws = await simulate()
  const { clusterArns = [] } = await open(aws)('ecs:ListClusters', { maxResults: 100 }, 'us-east-1')
  expect(clusterArns.length).toBeGreaterThan(0)
})

test('a denied call fails at once and keeps the code, not the message', async () => {
  await using aws = await simulate({ deny: ['ecs:ListClusters'] })
  const failed = open(aws)('ecs:ListClusters', {}, 'us-east-1')
  await expect(failed).rejects.toMatchObject({
    action: 'ecs:ListClusters',
    failure: { kind: 'denied', code: 'AccessDeniedException' },
    message: 'ecs:ListClusters in us-east-1: AccessDeniedException',
  })
  expect(await aws.calls()).toHaveLength(1)
})

test('a cancelled call is not sent', async () => {
  await using aws = await simulate()
  const call = open(aws, { signal: AbortSignal.abort(new Error('cancelled')) })
  await expect(call('ecs:ListClusters', {}, 'us-east-1')).rejects.toThrow('cancelled')
  expect(await aws.calls()).toEqual([])
})

test('a call that is on its way when the scan is cancelled ends with the reason', async () => {
  await using aws = await simulate({ latency: 5_000 })
  const cancel = new AbortController()
  const machine = createMachine({ timing: impatient, pace: createPace({ timing: impatient }), signal: cancel.signal })
  const caller = {
    account: '1',
    endpoint: aws.access.endpoint,
    credentials: async () => credentials,
    accepted: () => {},
    renew: () => {},
  }
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'any' }
  const sent = createCall({ ...machine, caller })('ecs:ListClusters', {}, 'us-east-1')
  setImmediate(() => cancel.abort(new Error('cancelled on the way')))
  await expect(sent).rejects.toThrow('cancelled on the way')
})

test('a scan at its own pace meets no throttle where AWS keeps its published rates', async () => {
  await using aws = await simulate({ throttle: true })
  const { inventory, ledger } = await aws.collect({ timing: systemTiming, pace: createPace() })
  expect(inventory.gaps).toEqual([])
  expect(ledger.summary()).toMatchObject({ throttled: 0, retried: 0 })
})
