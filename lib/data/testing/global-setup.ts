import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { createDatabase, templateName } from './admin.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** the server of this test run */
    databaseServer: string
  }
}

/** Starts one Postgres for a test run, with a migrated database that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidewaiter-test-'))
  const server = await connectDatabase({ url: '', folder })
  const close = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await migrate(await createDatabase(server.url, templateName))
  } catch (error) {
    await close()
    throw error
  }
  project.provide('databaseServer', server.url)
  return close
}
