import { spawn } from 'node:child_process'
import path from 'node:path'

export type Environment = Record<string, string | undefined>

export interface Run {
  code: number | null
  out: string
  err: string
}

/** Runs the command line as a user does, in a shell that knows an AWS at `endpoint` and what `env` adds. */
export async function runCommandLine(endpoint: string, args: readonly string[], env: Environment = {}): Promise<Run> {
  const aws = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'TEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: undefined,
  }
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'tidewaiter.ts'), ...args], {
    env: { ...process.env, HOME: '/nonexistent', ...aws, ...env },
  })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  return { code: await promise, ...texts }
}
