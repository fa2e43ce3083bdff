import { expect, test } from 'vitest'
import type { AwsCredentials } from './clients.ts'
import { keepFresh } from './credentials.ts'
import type { Timing } from './timing.ts'

const MINUTE = 60_000

function kept(lifetime: number, fail: () => boolean = () => false) {
  const clock = { now: 0 }
  const timing: Timing = { now: () => clock.now, sleep: async () => {}, random: () => 0 }
  const fetched: AwsCredentials[] = []
  const fetch = async () => {
    if (fail()) throw new Error('no credentials')
    const made = {
      accessKeyId: String(fetched.length),
      secretAccessKey: 's',
      expiration: new Date(clock.now + lifetime),
    }
    fetched.push(made)
    return made
  }
  return { clock, fetched, ...keepFresh(fetch, timing) }
}

test('credentials are fetched once for callers of the same moment, and again five minutes before they end', async () => {
  const { clock, fetched, credentials } = kept(60 * MINUTE)
  await Promise.all([credentials(), credentials(), credentials()])
  clock.now = 54 * MINUTE
  await credentials()
  expect(fetched).toHaveLength(1)
  clock.now = 55 * MINUTE
  await Promise.all([credentials(), credentials()])
  expect(fetched).toHaveLength(2)
})

test('credentials that live shorter than five minutes are not fetched for every call', async () => {
  const { clock, fetched, credentials } = kept(2 * MINUTE)
  await credentials()
  clock.now = MINUTE / 2
  await credentials()
  expect(fetched).toHaveLength(1)
  clock.now = MINUTE
  await credentials()
  expect(fetched).toHaveLength(2)
})

test('those that AWS calls expired are replaced once, however many calls met them', async () => {
  const { fetched, credentials, renew } = kept(60 * MINUTE)
  const first = await credentials()
  renew(first, { expired: true })
  await credentials()
  renew(first, { expired: true })
  await credentials()
  expect(fetched).toHaveLength(2)
})

test('an early renewal that fails leaves the present ones in use', async () => {
  let down = false
  const { clock, credentials } = kept(60 * MINUTE, () => down)
  const first = await credentials()
  down = true
  clock.now = 56 * MINUTE
  expect(await credentials()).toBe(first)
})

test('a renewal that comes too late fails, and is not tried again for every call', async () => {
  let asked = 0
  let down = false
  const { clock, credentials } = kept(60 * MINUTE, () => {
    asked += 1
    return down
  })
  await credentials()
  down = true
  clock.now = 61 * MINUTE
  await expect(credentials()).rejects.toThrow('no credentials')
  await expect(credentials()).rejects.toThrow('no credentials')
  expect(asked).toBe(2)
  down = false
  clock.now = 63 * MINUTE
  await expect(credentials()).resolves.toMatchObject({ accessKeyId: '1' })
})

test('credentials that lasted for two calls are given to two calls, then replaced before they fail', async () => {
  const { fetched, credentials, accepted, renew } = kept(60 * MINUTE)
  const first = await credentials()
  accepted(first)
  accepted(first)
  renew(first, { expired: true })
  await Promise.all(Array.from({ length: 6 }, () => credentials()))
  expect(fetched).toHaveLength(1 + 3)
})

test('credentials that AWS does not know are replaced without a limit on the next ones', async () => {
  const { fetched, credentials, renew } = kept(60 * MINUTE)
  renew(await credentials(), { expired: false })
  await Promise.all(Array.from({ length: 6 }, () => credentials()))
  expect(fetched).toHaveLength(2)
})
