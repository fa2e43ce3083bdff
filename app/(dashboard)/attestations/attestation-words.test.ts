import { expect, test } from 'vitest'
import { answerWords, scopeWords } from './attestation-words.ts'

const account = { id: '111122223333', alias: 'prod' }

test('an answer says what it speaks of, and whether it counts', () => {
  expect(scopeWords({ subject: { fingerprint: 'f', name: 'web' }, account })).toBe('web in prod')
  expect(scopeWords({ account })).toBe('all that are asked the same in prod')
  expect(scopeWords({})).toBe('all that are asked the same in every account')
  expect(answerWords({ yes: false, state: 'pending' })).toBe('No, to be reviewed')
})
