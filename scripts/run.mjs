import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './prepare/install.mjs'
import { runOnProjectNode } from './prepare/node.mjs'
import { ensurePrismaClient } from './prepare/prisma.mjs'
import { inProject, PlainError } from './prepare/project.mjs'

// The first thing every command runs: on a fresh machine with an older Node and nothing installed, so it uses nothing
// but Node's own modules.

/**
 * Node options of every program. V8 lets the heap of a long scan grow to a multiple of what it holds before it cleans
 * up: from 192 MB on it may grow by a third, which keeps a scan's memory near the size of the estate and a short
 * scan free of pauses. Packages that do not say what their files are hold CommonJS: to find that out by parsing them
 * takes a tenth of the start.
 */
const nodeOptions = ['--initial-old-space-size=192', '--heap-growing-percent=35', '--no-experimental-detect-module']

/**
 * Prepares the project and runs one of its programs under its own Node, with this process's input, output and signals.
 * Ends this process as the program ended.
 * @param {string} program TypeScript file, relative to the project
 * @param {readonly string[]} args
 */
export async function run(program, args) {
  try {
    requireNode()
    await ensureInstalled()
    await ensurePrismaClient()
    const { code, signal } = await runOnProjectNode([...nodeOptions, inProject(program), ...args])
    if (signal) process.kill(process.pid, signal)
    process.exitCode = code ?? 1
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error)
    process.exitCode = 1
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new PlainError(`Tidewaiter needs Node 20.19 or later, and this is ${process.version}: install a newer Node.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [program, ...args] = process.argv.slice(2)
  await run(program ?? '', args)
}
