import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { endOf } from '../child.ts'
import type { Simulated } from './simulator-process.ts'

const program = path.join(import.meta.dirname, '../../bin/tidewaiter.js')

/** Seconds from the start of `tidewaiter scan` to its end, report included. */
export async function coldScanSeconds({ url, role }: Simulated, regions: readonly string[]): Promise<number> {
  const flags = ['--role-arn', role.roleArn, '--external-id', role.externalId, '--region', regions.join(',')]
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, 'scan', ...flags, '--format', 'json'], {
    env: { ...process.env, AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [report, said, code] = await Promise.all([text(child.stdout), text(child.stderr), endOf(child)])
  const seconds = (performance.now() - startedAt) / 1000
  if (code !== 0 || !report.startsWith('{')) throw new Error(`tidewaiter scan ended with code ${code}: ${said}`)
  return seconds
}
