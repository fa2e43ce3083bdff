import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { inProject } from './project.mjs'

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
    for (let waiting = false; !isTaken(mine); waiting = true) {
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

/** A link to a complete file: nobody ever reads a lock that is half written. */
function isTaken(mine) {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Moves the dead holder's lock away, and puts it back when a living process took it over in the meantime. */
function dropStale(holder, aside) {
  try {
    renameSync(lock, aside)
    if (holderOf(aside) !== holder) linkSync(aside, lock)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
