import { spawn } from 'node:child_process'

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const watchMillis = 500

/**
 * Runs a program to its end and hands the signals of this process on to it, so that stopping one stops both.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} rejects when the program cannot be started
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, forward)
    const watch = watchParent(() => forward('SIGTERM'))
    const release = () => {
      for (const signal of signals) process.off(signal, forward)
      clearInterval(watch)
    }
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      release()
      resolve({ code, signal })
    })
  })
}

/**
 * npm and npx start us through a shell: a signal to them ends that shell alone, and we would live on unseen. (The scripts
 * in package.json begin with `exec`, which leaves no shell in between, so that even a killed npm is noticed.)
 * @param {() => void} gone called when the process that started this one has ended
 */
function watchParent(gone) {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event) return undefined
  return setInterval(() => process.ppid !== parent && gone(), watchMillis)
}
