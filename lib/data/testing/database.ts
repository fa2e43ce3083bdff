import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, inject, vi } from 'vitest'
import { disconnect } from '../client.ts'
import { createDatabase, dropDatabase, templateName } from './admin.ts'

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** A database of its own: migrated and empty, or without any table. For test projects with a database server. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `test_${randomUUID()}`
  const url = await createDatabase(server, name, migrated ? templateName : undefined)
  return { url, drop: () => dropDatabase(server, name) }
}

/** Makes a migrated, empty database the DATABASE_URL of a test file. Call it once, at the file's top. */
export function setupTestDatabase(): void {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
    vi.stubEnv('DATABASE_URL', database.url)
  })
  afterAll(async () => {
    await disconnect()
    vi.unstubAllEnvs()
    await database.drop()
  })
}
