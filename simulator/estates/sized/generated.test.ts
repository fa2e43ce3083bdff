import { expect, test } from 'vitest'
import { generated, generatedRecord, inGroups, rememberLast } from './generated.ts'
import { sizedEstate } from './index.ts'
import { sizes } from './size.ts'

/** Makes its own position, and notes that it did. */
function counting() {
  const made: number[] = []
  return {
    made,
    make(position: number) {
      made.push(position)
      return position
    },
  }
}

test('a collection makes what is looked at, each time anew, and nothing else', () => {
  const { made, make } = counting()
  const items = generated(1_000_000, make)
  expect([items.length, items.at(7), items.at(7), items.at(1_000_000), items.at(-1)]).toEqual([
    1_000_000,
    7,
    7,
    undefined,
    undefined,
  ])
  expect(made).toEqual([7, 7])
})

test('the items of one parent are made without those of the others', () => {
  const { made, make } = counting()
  const items = inGroups(100, 10, Number, make)
  expect([...(items.within?.('4') ?? [])]).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
  expect(made).toHaveLength(10)
  expect(items.within?.('10').length).toBe(0)
})

test('no more than the last few are kept', () => {
  const { made, make } = counting()
  const remembered = rememberLast(3, make)
  for (const position of [1, 2, 3, 1, 2, 3, 4, 3, 1]) remembered(position)
  expect(made).toEqual([1, 2, 3, 4, 1])
})

test('a record makes the value of a key when it is asked for', () => {
  const record = generatedRecord((key) => (key === 'a' ? 1 : undefined))
  expect([record.a, record.b]).toEqual([1, undefined])
})

test('half a million revisions are counted without one of them being made', () => {
  const [account] = sizedEstate({ size: sizes.large })({ now: new Date(0), seed: 1 }).accounts
  const { ecs } = account?.regions['us-east-1'] ?? expect.fail('no region')
  const [family] = ecs.taskDefinitions
  expect([ecs.taskDefinitions.length, family?.revisions.length]).toEqual([10_000, 50])
  expect(family?.revisions.at(49)).not.toBe(family?.revisions.at(49))
})
