import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { DatabaseError } from './errors.ts'
import { PrismaClient } from './generated/client.ts'

interface Connection {
  pool: pg.Pool
  prisma: PrismaClient
}

declare global {
  /** The web server's bundles hold several copies of this module; they share one pool. */
  var tidewaiterConnection: Connection | undefined
}

const poolSize = 10

const uuid = 2950

/** Fingerprints are stored as the 128 bits that they are, and read as the digits that people see. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === uuid ? (digits: string) => digits.replaceAll('-', '') : pg.types.getTypeParser(type, format),
}

/** The database as Prisma's typed client. Connects on first use, to DATABASE_URL. */
export function prisma(): PrismaClient {
  return connection().prisma
}

/** The pool beneath, for the SQL that Prisma cannot express. */
export function pool(): pg.Pool {
  return connection().pool
}

/** Ends all connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const open = globalThis.tidewaiterConnection
  globalThis.tidewaiterConnection = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end()
}

function connection(): Connection {
  globalThis.tidewaiterConnection ??= connect()
  return globalThis.tidewaiterConnection
}

/** Where the database is. Throws DatabaseError before one has been connected. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  if (!url) throw new DatabaseError('No database is connected: start Tidewaiter with `npm start`.')
  return url
}

function connect(): Connection {
  const pool = new pg.Pool({ connectionString: databaseUrl(), max: poolSize, application_name: 'tidewaiter', types })
  // A connection may be lost at any time, also before anybody has asked something of it: whoever uses it next hears so.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {}) // an idle connection was lost; the pool drops it and opens another when one is needed
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}
