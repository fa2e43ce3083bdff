import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface WorkerProcess {
  /** What it said of a scan that it has stopped to run: done, left ... */
  ended: Promise<string>
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
}

/** Starts a worker on the database of DATABASE_URL, and with it takes up what waits there. */
export function startWorkerProcess(endpoint: string): WorkerProcess {
  const program = path.join(import.meta.dirname, 'worker-process.ts')
  const child = spawn(process.execPath, [program], { env: environment(endpoint), stdio: ['ignore', 'ignore', 'pipe'] })
  const { promise: ended, resolve } = Promise.withResolvers<string>()
  createInterface({ input: child.stderr }).on('line', (line) => {
    const state = /"state":"(\w+)".*"msg":"scan ended"/.exec(line)?.[1]
    if (state) resolve(state)
    else if (process.env.BENCH_VERBOSE) console.error(line)
  })
  return { ended, signal: (name) => void child.kill(name) }
}

/** Nothing of this machine's own AWS settings reaches a worker. */
function environment(endpoint: string): NodeJS.ProcessEnv {
  const others = Object.keys(process.env).filter((name) => name.startsWith('AWS_'))
  const unset = Object.fromEntries(others.map((name) => [name, undefined]))
  return { ...process.env, ...unset, ...awsOf(endpoint), LOG_LEVEL: 'info' }
}

/** How the SDK finds the simulator; the first account of an estate is the one of any access key. */
export function awsOf(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'TEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}
