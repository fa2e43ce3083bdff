import path from 'node:path'
import { defineConfig } from 'prisma/config'

// Generating the client needs no schema engine, yet Prisma's command line downloads one first. It leaves that be when it
// is told of a file; migrations are made by scripts/migration.ts and applied by lib/data/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'package.json')

export default defineConfig({ schema: 'prisma/schema.prisma' })
