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
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }
const library = new RegExp(`-(${Object.keys(libraries).join('|')})$`)

/**
 * Optional dependencies that the lock file names but has no entry for.
 * @param {{ packages: Record<string, Record<string, any>> }} lock a parsed package-lock.json
 * @returns {{ name: string, version: string, dependent: Record<string, any> }[]}
 */
export function missingOptionalPackages({ packages }) {
  return Object.entries(packages).flatMap(([folder, dependent]) =>
    Object.entries(dependent.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, version]) => ({ name, version, dependent })),
  )
}

/** @returns the lock with an entry for every optional dependency; entries stay in npm's order */
export function completeLock(lock) {
  const added = missingOptionalPackages(lock).map(({ name, version, dependent }) => [
    `node_modules/${name}`,
    entryOf(name, version, dependent),
  ])
  const packages = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(packages) }
}

function isLocked(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (path.posix.join(at, 'node_modules', name) in packages) return true
    if (at === '') return false
  }
}

function entryOf(name, version, dependent) {
  if (!/^\d/.test(version)) throw new Error(`${name} ${version}: only exact versions can be completed. Pin it exactly.`)
  const os = operatingSystems.exec(name)?.[1]
  const cpu = processors.exec(name)?.[1]
  const libc = libraries[library.exec(name)?.[1]]
  if (!cpu)
    throw new Error(`${name}: no processor can be read from this name. Add its entry to package-lock.json by hand.`)
  return {
    version,
    cpu: [cpu],
    ...(dependent.dev && { dev: true }),
    ...(libc && { libc: [libc] }),
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
