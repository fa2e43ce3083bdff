import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// A registry mirror may lack the builds of some packages for other platforms. npm then leaves those optional packages
// out of the lock file without a word, and `npm ci` refuses the lock file it wrote itself. This tool adds the missing
// entries: name, version and platform, so that they are skipped everywhere but on the platform they are for. There npm
// fetches them by their exact version; only their integrity hash is not pinned.
//
// Run `npm run lock:complete` after each `npm install <package>`; a test fails until it was run.

const operatingSystems = /[-/](darwin|win32|linux|freebsd|android|openharmony)(?:-|$)/
const processors = /-(arm64|x64|ia32|arm|ppc64|riscv64|s390x|wasm32)(?:-|$)/
const libraries = /-(?:gnu|(musl))(?:eabihf)?$/

/** @typedef {Record<string, { dev?: boolean, optionalDependencies?: Record<string, string> }>} Packages */

/**
 * Optional dependencies that the lock file names but has no entry for.
 * @param {{ packages: Packages }} lock a parsed package-lock.json
 */
export function missingOptionalPackages({ packages }) {
  return Object.entries(packages).flatMap(([folder, dependent]) =>
    Object.entries(dependent.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, version]) => ({ name, version, dev: dependent.dev })),
  )
}

/**
 * The lock with an entry for every optional dependency, in npm's order.
 * @param {{ packages: Packages }} lock
 */
export function completeLock(lock) {
  const missing = missingOptionalPackages(lock).map((it) => [`node_modules/${it.name}`, entryOf(it)])
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) })
  packages.sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(packages) }
}

/**
 * Whether a folder finds a package the way Node does: in its own node_modules, else in those of the folders above.
 * @param {Packages} packages
 * @param {string} folder
 * @param {string} name
 */
function isLocked(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (path.posix.join(at, 'node_modules', name) in packages) return true
    if (at === '') return false
  }
}

/** @param {ReturnType<typeof missingOptionalPackages>[number]} missing */
function entryOf({ name, version, dev }) {
  if (!/^\d/.test(version)) throw new Error(`${name} ${version}: only exact versions can be completed. Pin it exactly.`)
  const os = operatingSystems.exec(name)?.[1]
  const cpu = processors.exec(name)?.[1]
  const libc = libraries.exec(name)
  if (!cpu) throw new Error(`${name} does not say its processor: add its entry to package-lock.json by hand.`)
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc[1] ?? 'glibc'] }),
    optional: true,
    ...(os && { os: [os] }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(import.meta.dirname, '..', 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingOptionalPackages(lock)
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`)
  console.error(`package-lock.json: ${missing.length} entries added.`)
}
