import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { DatabaseError } from './errors.ts'

export const migrationsFolder = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations')

// The advisory lock and the table are those of Prisma's own migration engine, so that its tools read the same history.
const migrating = 72_707_369
const historyTable = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key,
  "checksum" varchar(64) not null,
  "finished_at" timestamptz,
  "migration_name" varchar(255) not null,
  "logs" text,
  "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(),
  "applied_steps_count" integer not null default 0
)`

export interface Migration {
  name: string
  sql: string
  /** sha256 of the file, hexadecimal */
  checksum: string
}

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings a database to the current schema: each missing migration in a transaction of its own, so that one that fails
 * leaves nothing behind. A second process that starts at the same time waits and then finds nothing to do.
 *
 * @returns the names of the migrations that were applied
 * @throws DatabaseError when the database does not fit these migrations, or one fails
 */
export async function migrate(url: string, migrations: Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'tidewaiter migrate' })
  client.on('error', () => {}) // a lost connection fails the query that waits for it
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrating])
    await createHistory(client)
    const pending = pendingMigrations(migrations, await readHistory(client))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function createHistory(client: pg.Client): Promise<void> {
  try {
    await client.query(historyTable)
  } catch (error) {
    throw new DatabaseError(
      `The database cannot be set up (${reasonOf(error)}): give its user the right to create tables.`,
      { cause: error },
    )
  }
}

async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from "_prisma_migrations"
     where finished_at is not null and rolled_back_at is null`,
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function pendingMigrations(migrations: Migration[], history: Map<string, string>): Migration[] {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...history.keys()].find((name) => !known.has(name))
  if (unknown) {
    throw new DatabaseError(
      `The database was set up by a newer Tidewaiter (it has the migration ${unknown}): run that version, or name another database.`,
    )
  }
  const edited = migrations.find(({ name, checksum }) => history.has(name) && history.get(name) !== checksum)
  if (edited) {
    throw new DatabaseError(
      `The migration ${edited.name} was changed after this database had applied it: restore the file and put the change into a new migration.`,
    )
  }
  return migrations.filter(({ name }) => !history.has(name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new DatabaseError(`The migration ${name} failed and was undone: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
