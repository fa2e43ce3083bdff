import { expect, test } from 'vitest'
import { lately } from './lately.ts'

function counted(most: number) {
  const made: string[] = []
  const value = lately(most, (key) => {
    made.push(key)
    return key === 'none' ? undefined : key.toUpperCase()
  })
  return { made, value }
}

test('what was made is not made again, also when it is nothing', () => {
  const { made, value } = counted(10)
  expect(['a', 'none', 'a', 'none'].map(value)).toEqual(['A', undefined, 'A', undefined])
  expect(made).toEqual(['a', 'none'])
})

test('no more than the most are remembered', () => {
  const { made, value } = counted(2)
  for (const key of ['a', 'b', 'c', 'c', 'a']) value(key)
  expect(made).toEqual(['a', 'b', 'c', 'a'])
})
