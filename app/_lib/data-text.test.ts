import { expect, test } from 'vitest'
import { dataText } from './data-text.ts'

test('bytes are told in the unit that people read', () => {
  expect([0, 999, 1_500, 3_400_000, 1_200_000_000].map(dataText)).toEqual([
    '0\u00a0B',
    '999\u00a0B',
    '2\u00a0kB',
    '3.4\u00a0MB',
    '1.2\u00a0GB',
  ])
})
