import { expect, inject, test } from 'vitest'
import { connectDatabase, requireVersion } from './connect.ts'

test('a database in DATABASE_URL is used as it is, and left running', async () => {
  const url = inject('databaseServer')
  const database = await connectDatabase({ url })
  expect(database).toMatchObject({ url, embedded: false })
  await database.stop()
  expect(await connectDatabase({ url })).toMatchObject({ url })
})

test('a PostgreSQL before 15 is refused', () => {
  expect(() => requireVersion(140012)).toThrow(
    'DATABASE_URL names a PostgreSQL 14, and Tidewaiter needs 15 or later: upgrade it or name another one.',
  )
  expect(() => requireVersion(150000)).not.toThrow()
})

test.each([
  ['localhost/tidewaiter', 'DATABASE_URL is not of the form'],
  ['mysql://user:secret@localhost/tidewaiter', 'DATABASE_URL is not of the form'],
  ['postgresql://user:secret@127.0.0.1:1/tidewaiter', 'at 127.0.0.1:1 does not answer (connect ECONNREFUSED'],
])('%s is refused in one sentence that keeps the password', async (url, sentence) => {
  const refusal = connectDatabase({ url })
  await expect(refusal).rejects.toThrow(sentence)
  await expect(refusal).rejects.not.toThrow('secret')
})
