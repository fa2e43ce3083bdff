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

export const engineUsage = `engine [--estate small|medium|large]
  Judges a whole estate, in one process that did not collect it: all checks, and those of the pillar security alone.`

const estates = ['small', 'medium', 'large'] as const
const region = 'us-east-1'
const securityBounds = { seconds: 1.5, peakRssMb: 600 }

export async function engineBench(args: readonly string[]): Promise<Report> {
  const estate = readEstate(args)
  const load = loadavg()[0]
  const folder = await mkdtemp(path.join(tmpdir(), 'tidewaiter-bench-'))
  try {
    const file = path.join(folder, 'inventory.json')
    await collectInto(file, estate)
    const all = await runChild<Evaluated>('engine/evaluate-process.ts', { file } satisfies EvaluateOrder)
    const order: EvaluateOrder = { file, pillar: 'security' }
    const security = await runChild<Evaluated>('engine/evaluate-process.ts', order)
    const bounds = estate === 'large' ? undefined : securityBounds
    return {
      result: {
        name: 'engine',
        settings: { estate, regions: [region], cpus: cpus().length, load },
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
    figure(`${phase}.seconds`, evaluated.seconds, 's', bounds?.seconds),
    figure(`${phase}.peakRssMb`, evaluated.peakRssMb, 'MB', bounds?.peakRssMb),
  ]
}

function readEstate(args: readonly string[]): keyof typeof sizes {
  try {
    const { estate } = parseArgs({ args: [...args], options: { estate: { type: 'string' } } }).values
    return oneOf('estate', estate, estates) ?? 'medium'
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`Usage: npm run bench -- ${engineUsage}`)
  }
}
