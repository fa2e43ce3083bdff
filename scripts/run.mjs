import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './prepare/install.mjs'
import { runOnProjectNode } from './prepare/node.mjs'
import { ensurePrismaClient } from './prepare/prisma.mjs'
import { inProject, PlainError } from './prepare/project.mjs'

// The first thing every command runs: on a fresh machine with an older Node and nothing installed, so it uses nothing
// but Node's own modules.

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
    const { code, signal } = await runOnProjectNode([inProject(program), ...args])
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
