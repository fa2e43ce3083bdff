import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseError } from '../errors.ts'
import { postgresEnvironment, postgresOwner } from './folder.ts'
import { moveIntoPlace } from './move.ts'

/** The role and the database that the product uses in its built-in server. */
export const role = 'tidewaiter'

/** The files of one built-in server. */
export interface Cluster {
  /** Postgres's own data directory */
  data: string
  password: string
  /** keeps the port between two starts */
  portFile: string
  logFile: string
}

/** The server's files, created on first use with a random password that only this user can read. */
export function ensureCluster(folder: string, programs: string): Cluster {
  const home = path.join(folder, 'database')
  if (!existsSync(home)) createCluster(home, programs)
  return {
    data: path.join(home, 'data'),
    password: readFileSync(path.join(home, 'password'), 'utf8'),
    portFile: path.join(home, 'port'),
    logFile: path.join(home, 'log'),
  }
}

function createCluster(home: string, programs: string): void {
  const fresh = mkdtempSync(`${home}-new-`)
  const password = path.join(fresh, 'password')
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (postgresOwner) for (const file of [fresh, password]) chownSync(file, postgresOwner.uid, postgresOwner.gid)
  const { status, error, stderr } = spawnSync(
    path.join(programs, 'initdb'),
    [
      `--pgdata=${path.join(fresh, 'data')}`,
      `--username=${role}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...postgresOwner, cwd: '/', encoding: 'utf8', env: postgresEnvironment },
  )
  if (status !== 0) {
    throw new DatabaseError(
      `The built-in database could not be created in ${home}: ${(error?.message ?? stderr).trim()}`,
    )
  }
  moveIntoPlace(fresh, home)
}
