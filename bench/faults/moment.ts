import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { disconnect, pool } from '#lib/data/client.ts'
import { createDatabase, dropDatabase } from '#lib/data/testing/admin.ts'
import { LEASE_SECONDS } from '#lib/scan/keep-lease.ts'
import { countDuplicates, countFalseResolves, countStaleWrites, differences, readState, type State } from './state.ts'
import { startWorkerProcess, type WorkerProcess } from './workers.ts'

export const killKinds = ['kill', 'freeze', 'postgres'] as const
export type KillKind = (typeof killKinds)[number]

/** A database in which a scan waits, and what an undisturbed scan makes of it. */
export interface Scene {
  server: string
  /** Database to copy. */
  template: string
  /** Of the simulator. */
  endpoint: string
  /** Data folder of the built-in server, where it may be killed. */
  folder?: string
  expected: State
  /** From claim to end, undisturbed. */
  seconds: number
}

export interface Moment {
  kind: KillKind
  /** Share of the undisturbed scan's time after which it was disturbed. */
  at: number
  /** What the scan was doing; absent when it had ended already. */
  step?: string
  differences: string[]
  duplicates: number
  falseResolves: number
  staleWrites: number
  lostWrites: number
  /** From the fault until another process had the scan; absent when nobody had to take it over. */
  takeoverSeconds?: number
  /** From the thaw until the frozen process gave up; absent when it had not lost the scan. */
  noticeSeconds?: number
  /** From the fault until the scan was stored. */
  endSeconds: number
}

const LOOK_MS = 20
const FREEZE_MS = 1.5 * LEASE_SECONDS * 1000
const PATIENCE_MS = 180_000

/** Runs the scan of a scene in a worker of its own, without any fault. */
export async function runUndisturbed(
  scene: Omit<Scene, 'expected' | 'seconds'>,
): Promise<Pick<Scene, 'expected' | 'seconds'>> {
  return inCopy(scene, async (start) => {
    start()
    await until(async () => (await look())?.state === 'running')
    const claimed = performance.now()
    await until(async () => (await look())?.state === 'done')
    return { seconds: (performance.now() - claimed) / 1000, expected: await readState() }
  })
}

/** Disturbs one scan at one moment, waits for its end and compares what it left. */
export async function runMoment(scene: Scene, kind: KillKind, at: number): Promise<Moment> {
  return inCopy(scene, async (start) => {
    const first = start()
    await until(async () => (await look())?.state === 'running')
    const claimed = performance.now()
    // It is up before the lease ends, like any other worker of an installation.
    if (kind !== 'postgres') start()
    const writes = kind === 'postgres' ? keepWriting() : undefined
    await sleep(Math.max(0, at * scene.seconds * 1000 - (performance.now() - claimed)))
    const scan = await look()
    const disturbed = performance.now()
    const seconds = () => (performance.now() - disturbed) / 1000
    const fate = await disturb(kind, first, scene, seconds)
    await until(async () => (await look())?.state === 'done')
    const endSeconds = seconds()
    await fate.settled
    return {
      kind,
      at,
      step: scan?.state === 'running' ? (scan.step ?? 'assume-role') : undefined,
      differences: differences(scene.expected, await readState()),
      duplicates: await countDuplicates(),
      falseResolves: await countFalseResolves(scene.expected),
      staleWrites: await countStaleWrites(),
      lostWrites: (await writes?.stop()) ?? 0,
      takeoverSeconds: fate.takeoverSeconds(),
      noticeSeconds: fate.noticeSeconds(),
      endSeconds,
    }
  })
}

/** Gives each run a database of its own, and takes its workers with it. */
async function inCopy<T>(
  { server, template, endpoint }: Pick<Scene, 'server' | 'template' | 'endpoint'>,
  run: (start: () => WorkerProcess) => Promise<T>,
): Promise<T> {
  const name = `moment_${randomUUID()}`
  process.env.DATABASE_URL = await createDatabase(server, name, template)
  const workers: WorkerProcess[] = []
  const start = () => {
    const worker = startWorkerProcess(endpoint)
    workers.push(worker)
    return worker
  }
  try {
    return await run(start)
  } finally {
    for (const worker of workers) worker.signal('SIGKILL')
    await disconnect()
    await dropDatabase(server, name)
  }
}

interface Fate {
  takeoverSeconds(): number | undefined
  noticeSeconds(): number | undefined
  /** Resolves when the process that was disturbed will write nothing more of this scan. */
  settled: Promise<unknown>
}

async function disturb(kind: KillKind, worker: WorkerProcess, scene: Scene, seconds: () => number): Promise<Fate> {
  let takeover: number | undefined
  let notice: number | undefined
  const watch = async () => {
    await until(async () => {
      const scan = await look()
      return scan?.state === 'done' || (scan?.attempt ?? 0) > 1
    })
    if (((await look())?.attempt ?? 0) > 1) takeover = seconds()
  }
  const fate = { takeoverSeconds: () => takeover, noticeSeconds: () => notice, settled: Promise.resolve() }
  if (kind === 'postgres') {
    const before = await startOfServer()
    process.kill(postmaster(scene), 'SIGKILL')
    // Its connections answer for a moment longer.
    await until(async () => ![before, undefined].includes(await startOfServer()))
    return fate
  }
  if (kind === 'kill') {
    worker.signal('SIGKILL')
    await watch()
    return fate
  }
  worker.signal('SIGSTOP')
  const watched = watch()
  await sleep(FREEZE_MS)
  const thawed = seconds()
  worker.signal('SIGCONT')
  const settled = worker.ended.then((state) => {
    if (state === 'left') notice = seconds() - thawed
  })
  return { ...fate, settled: Promise.all([settled, watched]) }
}

interface ScanNow {
  state: string
  step: string | null
  attempt: number
}

/** The newest scan; undefined while the database does not answer. */
async function look(): Promise<ScanNow | undefined> {
  try {
    const { rows } = await pool().query<ScanNow>('select state, step, attempt from scan order by id desc limit 1')
    return rows[0]
  } catch {
    return undefined
  }
}

/** When the server was started; undefined while it does not answer. */
async function startOfServer(): Promise<string | undefined> {
  try {
    const { rows } = await pool().query<{ at: string }>('select pg_postmaster_start_time()::text as at')
    return rows[0]?.at
  } catch {
    return undefined
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const begun = performance.now()
  while (!(await holds())) {
    if (performance.now() - begun > PATIENCE_MS) {
      throw new Error(`waited in vain: ${JSON.stringify((await look()) ?? 'the database does not answer')}`)
    }
    await sleep(LOOK_MS)
  }
}

function postmaster({ folder }: Scene): number {
  if (!folder) throw new Error('this server may not be killed')
  return Number(readFileSync(path.join(folder, 'database', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Writes numbers all the time; `stop` tells how many of those acknowledged are not there. */
function keepWriting(): { stop(): Promise<number> } {
  let acknowledged = 0
  let ending = false
  const written = (async () => {
    while (!ending) {
      const next = acknowledged + 1
      const write = pool().query(`insert into setting (key, value, updated_at) values ($1, '{}', now())`, [`n${next}`])
      // Whether a write that failed is there nobody knows; a number that is taken was written.
      acknowledged = await write.then(
        () => next,
        (error) => (error.code === '23505' ? next : acknowledged),
      )
      await sleep(LOOK_MS)
    }
  })()
  return {
    async stop() {
      ending = true
      await written
      const { rows } = await pool().query<{ count: number }>(
        `select count(*)::int as count from setting where key ~ '^n[0-9]+$'`,
      )
      return Math.max(0, acknowledged - (rows[0]?.count ?? 0))
    },
  }
}
