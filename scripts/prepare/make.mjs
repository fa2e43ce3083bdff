import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exclusively } from './exclusively.mjs'
import { runOnProjectNode } from './node.mjs'
import { inProject, PlainError, projectFolder } from './project.mjs'

/**
 * Makes something from its sources with a Node program, unless it was made from the sources as they are now.
 * @param {object} what
 * @param {string} what.name what is made, for messages
 * @param {string} what.stamp file that keeps the sources' fingerprint, relative to the project
 * @param {readonly string[]} what.sources files and folders, relative to the project
 * @param {(file: string) => boolean} [what.counts] false for source files that change nothing
 * @param {readonly string[]} what.command a program of the project and its arguments; its output goes to standard error
 * @param {Record<string, string>} what.env
 */
export async function makeUnlessCurrent({ name, stamp, sources, counts, command, env }) {
  const current = fingerprint(sources, counts)
  const isCurrent = () => existsSync(inProject(stamp)) && readFileSync(inProject(stamp), 'utf8') === current
  if (isCurrent()) return
  await exclusively(async () => {
    if (isCurrent()) return
    console.error(`Making ${name} ...`)
    const { code } = await runOnProjectNode(command, {
      cwd: projectFolder,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
    })
    if (code !== 0) throw new PlainError(`${name} could not be made: the lines above say why.`)
    writeFileSync(inProject(stamp), current)
  })
}

/**
 * One hash over the names and contents of files. What does not exist counts as absent.
 * @param {readonly string[]} sources
 * @param {(file: string) => boolean} [counts]
 */
function fingerprint(sources, counts = () => true) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf).filter(counts).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} source */
function filesOf(source) {
  if (!existsSync(inProject(source))) return []
  if (!statSync(inProject(source)).isDirectory()) return [source]
  return readdirSync(inProject(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)))
}
