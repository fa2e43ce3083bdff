import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sizes } from '#simulator/estates/sized/size.ts'
import { oneOf, UsageError } from '../bin/cli/command.ts'
import { runChild, startChild } from './child.ts'
import type { InventoryOrder } from './engine/collect-process.ts'
import type { Evaluated, EvaluateOrder } from './engine/evaluate-process.ts'
import { type Figure, figure, type Report } from './figures.ts'
import type { Simulated, SimulatorSettings } from './scan/simulator-process.ts'

export const engineUsage = `engine [--estate small|medium|large] [--failing PERCENT]
  Judges a whole estate, in one process that did not collect it: all checks, and those of the pillar security alone.
  --failing: this share of its roles, task definitions, security groups and the like is made to fail first (default 0).`

const estates = ['small', 'medium', 'large'] as const
const region = 'us-east-1'
const securityBounds = { seconds: 1.5, peakRssMb: 600 }

export async function engineBench(args: readonly string[]): Promise<Report> {
  const { estate, failing } = readOptions(args)
  const load = loadavg()[0]
  const folder = await mkdtemp(path.join(tmpdir(), 'tidewaiter-bench-'))
  try {
    const file = path.join(folder, 'inventory.json')
    await collectInto(file, estate)
    const all = await runChild<Evaluated>('engine/evaluate-process.ts', { file, failing } satisfies EvaluateOrder)
    const order: EvaluateOrder = { file, failing, pillar: 'security' }
    const security = await runChild<Evaluated>('engine/evaluate-process.ts', order)
    const bounds = estate === 'large' ? undefined : securityBounds
    return {
      result: {
        name: 'engine',
        settings: { estate, failing, regions: [region], cpus: cpus().length, load },
        figures: [...figuresOf('all', all), ...figuresOf('security', security, bounds)],
      },
      notes: [`all: ${JSON.stringify(all.statuses)}`, `security: ${JSON.stringify(security.statuses)}`],
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function collectInto(file: string, estate: keyof typeof sizes): Promise<void> {
  const conditions: SimulatorSettings = {
    size: sizes[estate],
    regions: [region],
    changed: 0,
    latency: 0,
    throttle: false,
    now: new Date().toISOString(),
  }
  await using simulator = await startChild<Simulated>('scan/simulator-process.ts', conditions)
  const order: InventoryOrder = { simulated: simulator.ready, regions: [region], file }
  await runChild('engine/collect-process.ts', order)
}

function figuresOf(phase: string, evaluated: Evaluated, bounds?: typeof securityBounds): Figure[] {
  return [
    figure(`${phase}.checks`, evaluated.checks, 'checks'),
    figure(`${phase}.outcomes`, evaluated.outcomes, 'outcomes'),
    figure(`${phase}.fails`, evaluated.statuses.fail ?? 0, 'outcomes'),
    figure(`${phase}.seconds`, evaluated.seconds, 's', bounds?.seconds),
    figure(`${phase}.cpuSeconds`, evaluated.cpuSeconds, 's'),
    figure(`${phase}.peakRssMb`, evaluated.peakRssMb, 'MB', bounds?.peakRssMb),
  ]
}

function readOptions(args: readonly string[]): { estate: keyof typeof sizes; failing: number } {
  try {
    const options = { estate: { type: 'string' }, failing: { type: 'string', default: '0' } } as const
    const { estate, failing } = parseArgs({ args: [...args], options }).values
    if (!/^(?:\d{1,2}|100)$/.test(failing))
      throw new UsageError(`--failing takes a whole number from 0 to 100, not ${failing}.`)
    return { estate: oneOf('estate', estate, estates) ?? 'medium', failing: Number(failing) }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`Usage: npm run bench -- ${engineUsage}`)
  }
}
