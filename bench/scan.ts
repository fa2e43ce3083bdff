import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { countsOf, sizes } from '#simulator/estates/sized/size.ts'
import { oneOf, UsageError, wholeNumber } from '../bin/cli/command.ts'
import { runChild, startChild } from './child.ts'
import { type Figure, figure, type Report } from './figures.ts'
import { coldScanSeconds } from './scan/cold.ts'
import type { CollectSettings, Measured } from './scan/collect-process.ts'
import { minimumCalls } from './scan/minimum.ts'
import { figuresOf, notesOf, type Phase, type PhaseName, phases } from './scan/phase.ts'
import type { Simulated, SimulatorSettings } from './scan/simulator-process.ts'

export const scanUsage = `scan [--estate small|medium|large] [--throttle] [--latency MS] [--regions N] [--phases PHASE,...]
  Scans an estate for the first time, unchanged again (rescan), and once more after 40 families got a new revision
  (changed); the small one also by the command line (cold).
  --throttle   the simulator keeps AWS's rates, and the scan stays below them; without it neither waits`

const estates = ['small', 'medium', 'large'] as const
const regionNames = ['us-east-1', 'eu-west-1', 'eu-central-1', 'us-west-2']
const newRevisions = 40
const parts = [...phases, 'cold'] as const

interface Settings {
  estate: (typeof estates)[number]
  throttle: boolean
  latency: number
  regions: readonly string[]
  phases: readonly (typeof parts)[number][]
}

export async function scanBench(args: readonly string[]): Promise<Report> {
  const settings = readSettings(args)
  const { estate, throttle, latency, regions } = settings
  const conditions = { size: sizes[estate], regions, latency, throttle, now: new Date().toISOString() }
  const load = loadavg()[0]
  const done = await runPhases(settings, conditions)
  const figures = done.flatMap(figuresOf)
  if (settings.phases.includes('cold')) figures.push(await coldFigure(conditions))
  return {
    result: { name: 'scan', settings: { ...settings, paced: throttle, cpus: cpus().length, load }, figures },
    notes: done.flatMap(notesOf),
  }
}

type Conditions = Omit<SimulatorSettings, 'changed'>

/** One after the other: what a scan has read of task definitions the next one knows. */
async function runPhases(settings: Settings, conditions: Conditions): Promise<Phase[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidewaiter-bench-'))
  try {
    const done: Phase[] = []
    for (const name of phases.filter((phase) => settings.phases.includes(phase))) {
      done.push(await runPhase(name, settings.estate, conditions, path.join(folder, 'revisions.json')))
    }
    return done
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function runPhase(
  name: PhaseName,
  estate: Settings['estate'],
  conditions: Conditions,
  revisions: string,
): Promise<Phase> {
  const { size, regions, throttle } = conditions
  const changed = name === 'changed' ? Math.min(newRevisions, size.services) : 0
  const counts = countsOf(size, changed)
  const fresh = name === 'first' ? counts.families : changed
  await using simulator = await startChild<Simulated>('scan/simulator-process.ts', { ...conditions, changed })
  const collect: CollectSettings = { simulated: simulator.ready, regions, paced: throttle, revisions }
  return {
    name,
    estate,
    throttle,
    regions: regions.length,
    counts,
    minimum: minimumCalls(counts, { regions: regions.length, fresh }),
    measured: await runChild<Measured>('scan/collect-process.ts', collect),
  }
}

/** The whole command line, on a machine that has nothing of it in memory. */
async function coldFigure(conditions: Conditions): Promise<Figure> {
  await using simulator = await startChild<Simulated>('scan/simulator-process.ts', { ...conditions, changed: 0 })
  const seconds = await coldScanSeconds(simulator.ready, conditions.regions)
  return figure('cold.wallSeconds', seconds, 's', conditions.latency === 40 ? 2.5 : undefined)
}

function readSettings(args: readonly string[]): Settings {
  const values = parse(args)
  const estate = oneOf('estate', values.estate, estates) ?? 'small'
  const asked = values.phases?.split(',').flatMap((phase) => oneOf('phases', phase, parts) ?? [])
  return {
    estate,
    throttle: values.throttle ?? false,
    latency: wholeNumber('latency', values.latency, { from: 0, to: 60_000 }) ?? 0,
    regions: regionNames.slice(0, wholeNumber('regions', values.regions, { from: 1, to: regionNames.length }) ?? 1),
    phases: asked ?? (estate === 'small' ? parts : phases),
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { estate: text, throttle: { type: 'boolean' }, latency: text, regions: text, phases: text } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${scanUsage}`)
  }
}
