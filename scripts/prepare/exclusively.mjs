import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { inProject, isCode } from './project.mjs'

const folder = inProject('.tidewaiter')
const lock = inProject('.tidewaiter', 'prepare.lock')

/**
 * Does the work while no other process prepares this project; a second one waits. A lock left behind by a process that
 * died is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(work) {
  await acquire()
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function acquire() {
  mkdirSync(folder, { recursive: true })
  const mine = `${lock}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    for (let waiting = false; !take(mine); waiting = true) {
      const holder = holderOf(lock)
      if (holder === undefined) continue
      if (!isAlive(holder)) {
        dropStale(holder, `${mine}.stale`)
        continue
      }
      if (!waiting) console.error(`Waiting for process ${holder}, which prepares Tidewaiter in this folder.`)
      await sleep(200)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/**
 * Makes the lock a link to a complete file: nobody ever reads one that is half written.
 * @param {string} mine
 */
function take(mine) {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** @param {string} file */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/**
 * Moves a dead holder's lock away, and puts it back when a living process took it over in the meantime.
 * @param {number} holder
 * @param {string} aside
 */
function dropStale(holder, aside) {
  try {
    renameSync(lock, aside)
    if (holderOf(aside) !== holder) linkSync(aside, lock)
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
