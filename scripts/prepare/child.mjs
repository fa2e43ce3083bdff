import { spawn } from 'node:child_process'

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

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
    const unlisten = () => {
      for (const signal of signals) process.off(signal, forward)
    }
    for (const signal of signals) process.on(signal, forward)
    child.once('error', (error) => {
      unlisten()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      unlisten()
      resolve({ code, signal })
    })
  })
}
