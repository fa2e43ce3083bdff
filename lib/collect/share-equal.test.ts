import { expect, test } from 'vitest'
import { compact } from './shape.ts'
import { createShareEqual } from './share-equal.ts'

const service = (name: string) => ({
  name,
  network: { subnets: ['subnet-a', 'subnet-b'], assignPublicIp: undefined },
  text: '["subnet-a","subnet-b"]',
  tags: [],
})

test('what two records have in common is one value, and each still says the same', () => {
  const share = createShareEqual()
  const [one, other] = [compact(service('web'), share), compact(service('worker'), share)]
  expect(other.network).toBe(one.network)
  expect(other.tags).toBe(one.tags)
  expect([one, other]).toStrictEqual([compact(service('web')), compact(service('worker'))])
})

test('a text that looks like a part is not taken for it', () => {
  const share = createShareEqual()
  expect(compact({ a: [1, 2] }, share)).toStrictEqual({ a: [1, 2] })
  expect(compact({ a: '[1,2]' }, share)).toStrictEqual({ a: '[1,2]' })
  expect(compact({ a: [1, 2] }, share)).toStrictEqual({ a: [1, 2] })
})

test('more values than are remembered are all told rightly', () => {
  const share = createShareEqual()
  const records = Array.from({ length: 10_000 }, (_, n) => ({ arn: `arn-${n}`, of: { number: n % 5_000 } }))
  expect(records.map((record) => compact(record, share))).toStrictEqual(records)
})
