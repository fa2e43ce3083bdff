import { describe, expect, test } from 'vitest'
import { createPace, type Pace, type PacedCall } from './pace.ts'
import type { Timing } from './timing.ts'

/** A clock that only sleeping moves; sleepers of one instant wake in order. */
function clockwork() {
  const clock = { now: 0 }
  const timing: Timing = {
    now: () => clock.now,
    random: () => 0.5,
    sleep: async (ms) => {
      clock.now += ms
    },
  }
  return { clock, timing }
}

const account = '111122223333'
const call = (action: string, region = 'us-east-1') => ({ account, region, action })

/** A call that is over as soon as it has left. */
async function send(pace: Pace, paced: PacedCall, signal?: AbortSignal): Promise<void> {
  const release = await pace.take(paced, signal)
  release()
}

/** Milliseconds that so many calls take, one after the other. */
async function timeOf(count: number, action: string, share = 0.9, region?: string): Promise<number> {
  const { clock, timing } = clockwork()
  const pace = createPace({ share, timing })
  for (let sent = 0; sent < count; sent += 1) await send(pace, call(action, region))
  return clock.now
}

describe('rates', () => {
  test('the burst is spent at once, the rest leaves at nine tenths of the published rate', async () => {
    expect(await timeOf(45, 'ecs:DescribeTaskDefinition')).toBe(0)
    expect(await timeOf(45 + 18 * 10, 'ecs:DescribeTaskDefinition')).toBeCloseTo(10_000, 0)
  })

  test('an action of which nothing is published gets 10 a second after 40 at once', async () => {
    expect(await timeOf(40 + 100, 'newservice:DescribeThings', 1)).toBeCloseTo(10_000, 0)
  })

  test('actions of one group draw from one bucket', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    for (let sent = 0; sent < 20; sent += 1) {
      await send(pace, call('elasticloadbalancing:DescribeRules'))
      await send(pace, call('elasticloadbalancing:DescribeListeners'))
    }
    expect(clock.now).toBe(0)
    await send(pace, call('elasticloadbalancing:DescribeTargetGroups'))
    expect(clock.now).toBeCloseTo(100, 0)
  })

  test('regions and accounts have buckets of their own, IAM has one per account', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    for (let sent = 0; sent < 50; sent += 1) {
      await send(pace, call('ecs:ListClusters', 'us-east-1'))
      await send(pace, call('ecs:ListClusters', 'eu-west-1'))
      await send(pace, { ...call('ecs:ListClusters'), account: '444455556666' })
    }
    expect(clock.now).toBe(0)
    for (let sent = 0; sent < 30; sent += 1) {
      await send(pace, call('iam:GetAccountAuthorizationDetails', 'us-east-1'))
      await send(pace, call('iam:GetAccountAuthorizationDetails', 'eu-west-1'))
    }
    expect(clock.now).toBe(0)
    await send(pace, call('iam:GetAccountAuthorizationDetails', 'us-east-1'))
    expect(clock.now).toBeGreaterThan(0)
  })
})

describe('calls under way', () => {
  test('count as unspent: however late AWS sees them, they and those that follow fit into its bucket', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    const paced = call('ecs:DescribeTaskDefinition')
    const releases = []
    for (let sent = 0; sent < 50; sent += 1) releases.push(await pace.take(paced))
    clock.now += 60_000
    // None of the 50 is answered: all may arrive now. Only what the first answers set free may leave beside them.
    let left = 0
    const waiting = Array.from({ length: 10 }, () => send(pace, paced).then(() => (left += 1)))
    for (const release of releases.splice(0, 5)) release()
    await expect.poll(() => left).toBeGreaterThanOrEqual(5)
    for (const release of releases) release()
    await Promise.all(waiting)
    expect(left).toBe(10)
  })
})

describe('throttles', () => {
  const action = 'ecs:DescribeServices'

  test('a throttle empties the bucket and halves its rate', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    await send(pace, call(action))
    pace.throttled(call(action))
    await send(pace, call(action))
    expect(clock.now).toBeCloseTo(1000 / 10, 0)
  })

  test('several throttles of one moment count once', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    for (let answer = 0; answer < 10; answer += 1) pace.throttled(call(action))
    await send(pace, call(action))
    expect(clock.now).toBeCloseTo(1000 / 10, 0)
  })

  test('without further throttles the full rate comes back', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    pace.throttled(call(action))
    clock.now += 60_000
    for (let sent = 0; sent < 100; sent += 1) await send(pace, call(action))
    const before = clock.now
    for (let sent = 0; sent < 20; sent += 1) await send(pace, call(action))
    expect(clock.now - before).toBeCloseTo(1000, 0)
  })
})

describe('turns', () => {
  const describeOne = call('ecs:DescribeTaskDefinition')

  test('a list goes before the calls that wait for the same bucket, the others in the order they asked', async () => {
    const { timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    for (let sent = 0; sent < 50; sent += 1) await send(pace, describeOne)
    const left: string[] = []
    const ask = (name: string, paced: typeof describeOne) => pace.take(paced).then(() => left.push(name))
    await Promise.all([
      ask('first', describeOne),
      ask('second', describeOne),
      ask('list', call('ecs:ListTaskDefinitions')),
      ask('third', describeOne),
    ])
    expect(left).toEqual(['list', 'first', 'second', 'third'])
  })

  test('a call that is cancelled while it waits leaves its turn to the next', async () => {
    const { clock, timing } = clockwork()
    const pace = createPace({ share: 1, timing })
    for (let sent = 0; sent < 50; sent += 1) await send(pace, describeOne)
    const cancel = new AbortController()
    const waiting = pace.take(describeOne, cancel.signal)
    const next = pace.take(describeOne)
    cancel.abort(new Error('cancelled'))
    await expect(waiting).rejects.toThrow('cancelled')
    await next
    expect(clock.now).toBeCloseTo(1000 / 20, 0)
  })
})

test('a cancelled scan does not wait for its turn', async () => {
  const { timing } = clockwork()
  const pace = createPace({
    timing: { ...timing, sleep: async (_ms, signal) => signal?.throwIfAborted() },
  })
  const cancelled = AbortSignal.abort(new Error('cancelled'))
  const take = async () => {
    for (let sent = 0; sent < 1000; sent += 1) await send(pace, call('ecs:ListClusters'), cancelled)
  }
  await expect(take()).rejects.toThrow('cancelled')
})
