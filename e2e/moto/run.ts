import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { buildAccount } from './account.ts'
import { plantedPassword } from './client.ts'
import { missingOnPages, outcomeDifferences } from './compare.ts'
import { scanWithDashboard } from './dashboard.ts'
import { freePort } from './free-port.ts'
import { readDifferences } from './reads.ts'
import { startMoto } from './server.ts'

// `npm run test:moto`: an account on moto, a stand-in for AWS that is not ours, scanned as a user would.

const project = path.join(import.meta.dirname, '../..')
const credentials = { accessKeyId: 'moto', secretAccessKey: 'moto' }
const moto = await startMoto(await freePort())
try {
  const names = await buildAccount({ endpoint: moto.url, region: 'us-east-1', credentials })
  const report = scanWithCli(moto.url)
  const found = [...readDifferences(report, grantedActions()), ...outcomeDifferences(report, names)]
  for (const sentence of found) console.error(sentence)
  const checks = new Set(report.results.map((one) => one.check))
  const unknown = report.results.filter((one) => one.status === 'unknown')
  console.log(
    `Scanned by the CLI: ${report.results.length} results of ${checks.size} checks, ${report.coverage.percent} % covered.`,
  )
  for (const one of unknown) console.log(`unknown on moto: ${one.check}, ${one.subject.name}: ${one.reason}`)
  const shown = await scanWithDashboard(environmentFor(moto.url))
  const missing = missingOnPages(report, shown.findings)
  for (const sentence of missing) console.error(sentence)
  console.log(`Scanned by the dashboard: ${shown.findings.length} open findings.`)
  if (found.length + missing.length === 0) console.log('Every outcome is as expected, and both ways of scanning agree.')
  else process.exitCode = 1
} finally {
  moto.stop()
}

/** @throws Error when the scan fails, or the planted password shows up in anything it prints */
function scanWithCli(endpoint: string): ScanReport {
  const { stdout, stderr } = tidewaiter(['scan', '--format', 'json'], environmentFor(endpoint))
  if (`${stdout}${stderr}`.includes(plantedPassword)) throw new Error('The planted password is in the output.')
  return JSON.parse(stdout)
}

/** Every action that the role may be granted, from the policies that the product prints. */
function grantedActions(): string[] {
  const policies: { Statement: { Effect: string; Action?: string[] }[] }[] = JSON.parse(
    tidewaiter(['policy', '--format', 'json'], process.env).stdout,
  )
  const allowed = policies.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow')
  return allowed.flatMap(({ Action = [] }) => Action)
}

/** @throws Error when the command fails */
function tidewaiter(args: readonly string[], env: NodeJS.ProcessEnv): { stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(project, 'bin/tidewaiter.js'), ...args], {
    cwd: project,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status !== 0) throw new Error(`tidewaiter ${args[0]} ended with code ${status}: ${stderr}`)
  return { stdout, stderr }
}

function environmentFor(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
  }
}
