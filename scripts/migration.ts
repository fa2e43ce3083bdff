import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connectDatabase } from '#lib/data/connect.ts'
import { migrate, migrationsFolder } from '#lib/data/migrate.ts'
import { createDatabase, dropDatabase } from '#lib/data/testing/admin.ts'
import { pendingSql } from '../prisma/engine.ts'

// `npm run migration:create -- NAME` writes the SQL from the last migration to the schema as prisma/schema.prisma is now.
// Read it and add by hand what the schema cannot say; an empty one is written when the schema did not change.

const [name] = process.argv.slice(2)
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in lower case, such as: npm run migration:create -- add_scan')
  process.exit(1)
}

const sql = (await sinceLastMigration()) ?? '-- The schema has no change: write the SQL here.\n'
const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = path.join(migrationsFolder, `${time}_${name}`)
mkdirSync(folder, { recursive: true })
writeFileSync(path.join(folder, 'migration.sql'), sql.trimStart())
console.log(path.relative(process.cwd(), path.join(folder, 'migration.sql')))

/** Replays all migrations in a database of its own and compares that with the schema. */
async function sinceLastMigration(): Promise<string | undefined> {
  const server = await connectDatabase()
  const name = `migration_${process.pid}`
  try {
    const url = await createDatabase(server.url, name)
    await migrate(url)
    return await pendingSql(url)
  } finally {
    await dropDatabase(server.url, name)
    await server.stop()
  }
}
