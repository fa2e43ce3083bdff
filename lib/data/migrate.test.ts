import { createHash } from 'node:crypto'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { createTestDatabase } from './testing/database.ts'

const first = migration('1_first', 'create table tide (height int)')
const second = migration('2_second', 'alter table tide add column at timestamptz')

test('migrations are applied in order, once', async () => {
  const url = await emptyDatabase()
  expect(await migrate(url, [first])).toEqual(['1_first'])
  expect(await migrate(url, [first, second])).toEqual(['2_second'])
  expect(await migrate(url, [first, second])).toEqual([])
})

test('two processes that start at once apply each migration once between them', async () => {
  const url = await emptyDatabase()
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, [first, second])))
  expect(applied.flat()).toEqual(['1_first', '2_second'])
})

test('a migration that fails leaves nothing behind, keeps those before it, and can be corrected', async () => {
  const url = await emptyDatabase()
  const broken = migration('2_second', 'create table half (id int); select * from nowhere')
  await expect(migrate(url, [first, broken])).rejects.toThrow('The migration 2_second failed and was undone')
  expect(await tables(url)).toEqual(['tide'])
  expect(await migrate(url, [first, second])).toEqual(['2_second'])
})

test('an applied migration whose file was edited is refused before anything is applied', async () => {
  const url = await emptyDatabase()
  await migrate(url, [first])
  const edited = migration('1_first', 'create table tide (height bigint)')
  await expect(migrate(url, [edited, second])).rejects.toThrow('The migration 1_first was changed')
  expect(await migrate(url, [first, second])).toEqual(['2_second'])
})

test('a database of a newer version is refused', async () => {
  const url = await emptyDatabase()
  await migrate(url, [first, second])
  await expect(migrate(url, [first])).rejects.toThrow('set up by a newer Tidewaiter (it has the migration 2_second)')
})

test('a database user who may not create tables is told so in one sentence', async () => {
  const url = new URL(await emptyDatabase())
  await run(url.href, `create role visitor login password 'visitor'`)
  const visiting = new URL(url)
  visiting.username = visiting.password = 'visitor'
  const refusal = await migrate(visiting.href, [first]).catch((error) => error)
  await run(url.href, 'drop role visitor')
  expect(refusal.message).toBe(
    'The database cannot be set up (permission denied for schema public): give its user the right to create tables.',
  )
})

test('a database user who may not add every extension can set the product up all the same', async () => {
  const url = new URL(await emptyDatabase())
  const database = url.pathname.slice(1)
  await run(
    url.href,
    `create role lodger login password 'lodger'; grant create on database "${database}" to lodger;
     grant all on schema public to lodger`,
  )
  const lodging = new URL(url)
  lodging.username = lodging.password = 'lodger'
  const applied = await migrate(lodging.href)
  const extensions = await run(url.href, 'select extname from pg_extension order by 1')
  await run(url.href, 'drop owned by lodger cascade; drop role lodger')
  expect(applied).toEqual(readMigrations().map(({ name }) => name))
  expect(extensions.map(({ extname }) => extname)).toEqual(['pg_trgm', 'plpgsql'])
})

test('the migrations of the project are read in the order of their names', () => {
  const names = readMigrations().map(({ name }) => name)
  expect(names.length).toBeGreaterThan(0)
  expect(names).toEqual(names.toSorted())
})

async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase({ migrated: false })
  onTestFinished(database.drop)
  return database.url
}

async function tables(url: string): Promise<string[]> {
  const rows = await run(
    url,
    `select tablename from pg_tables where schemaname = 'public' and tablename not like '\\_%' order by 1`,
  )
  return rows.map(({ tablename }) => tablename)
}

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
