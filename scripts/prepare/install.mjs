import { readFileSync } from 'node:fs'
import { runChild } from './child.mjs'
import { exclusively } from './exclusively.mjs'
import { inProject, isCode, PlainError, projectFolder } from './project.mjs'

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Packages */

/**
 * Installs the dependencies of package-lock.json unless they are. Install scripts never run: nothing here needs them,
 * and they are how a compromised package would reach this machine.
 */
export async function ensureInstalled() {
  if (isInstalled()) return
  await exclusively(async () => {
    if (isInstalled()) return
    console.error('Installing dependencies ...')
    const args = ['ci', '--include=dev', '--ignore-scripts', '--loglevel=error']
    const { code } = await runChild('npm', args, {
      cwd: projectFolder,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    }).catch(() => {
      throw new PlainError('npm was not found. Install Node 20.19 or later together with npm, then run this again.')
    })
    if (code !== 0) {
      throw new PlainError(
        'The dependencies could not be installed: the lines above say why. Correct that, then run this again.',
      )
    }
  })
}

function isInstalled() {
  const locked = packagesOf(inProject('package-lock.json'))
  const installed = packagesOf(inProject('node_modules', '.package-lock.json'))
  return installed !== undefined && agrees(locked ?? {}, installed)
}

/**
 * Whether all that is locked is installed. Optional packages may be missing: they are for other platforms.
 * npm writes the list of what it installed last of all, so that a broken installation has none.
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function agrees(locked, installed) {
  return Object.entries(locked).every(([folder, wanted]) => {
    if (folder === '') return true
    const found = installed[folder]
    if (!found) return wanted.optional === true
    return found.version === wanted.version && (!wanted.integrity || found.integrity === wanted.integrity)
  })
}

/**
 * @param {string} file
 * @returns {Packages | undefined} undefined when there is no such file
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}
