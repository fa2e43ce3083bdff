import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#lib/data/testing/database.ts'
import { pendingSql } from './engine.ts'

test('the migrations make exactly what schema.prisma says', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  expect(await pendingSql(database.url)).toBeUndefined()
})

test('a table that the schema does not have is seen as drift', async () => {
  const database = await createTestDatabase({ migrated: false })
  onTestFinished(database.drop)
  expect(await pendingSql(database.url)).toContain('CREATE TABLE')
})
