import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseError } from '../errors.ts'

const projectFolder = path.join(import.meta.dirname, '..', '..', '..')

/** A system user: ids that a process can run under and files can belong to. */
export interface Owner {
  uid: number
  gid: number
}

/** Postgres refuses to run as root, so root runs it as nobody; any other user runs it as themselves. */
export const postgresOwner: Owner | undefined = isRoot() ? { uid: 65534, gid: 65534 } : undefined

/** Nothing of this process's environment reaches Postgres: it may hold credentials. */
export const postgresEnvironment: NodeJS.ProcessEnv = { NODE_ENV: 'production' }

/**
 * Where this installation keeps its data: TIDEWAITER_DATA_DIR, else `.tidewaiter` in the project. For root it is a folder
 * of the system: a project often lies where the user that Postgres then runs as may not enter.
 */
export function dataFolder(): string {
  const chosen = process.env.TIDEWAITER_DATA_DIR
  if (chosen) return path.resolve(chosen)
  if (!isRoot()) return path.join(projectFolder, '.tidewaiter')
  const key = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12)
  return `/var/tmp/tidewaiter-${key}`
}

/**
 * Creates a data folder, which may lie in the installation's own. Nobody else can list or read it; as root, the user that
 * Postgres runs as may pass through it.
 * Throws DatabaseError when it cannot be written, or belongs to somebody else.
 */
export function prepareFolder(folder: string): void {
  const whole = dataFolder()
  if (folder.startsWith(whole + path.sep)) prepareOne(whole)
  prepareOne(folder)
}

function prepareOne(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new DatabaseError(
      `The data folder ${folder} cannot be written (${errorCode(error)}): make it writable, name another one in TIDEWAITER_DATA_DIR, or name a database in DATABASE_URL.`,
    )
  }
  const { uid, mode } = statSync(folder)
  if (uid !== (process.getuid?.() ?? uid)) {
    throw new DatabaseError(
      `The data folder ${folder} belongs to another user: name one of your own in TIDEWAITER_DATA_DIR.`,
    )
  }
  if (postgresOwner) chmodSync(folder, mode | 0o011)
}

/** One level after the other: where a system refuses with ENOENT (below /proc), Node's recursive mkdir never returns. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o711 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
