import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { throttleGroupOf } from '#lib/collect/throttle-groups.ts'
import { UsageError, wholeNumber } from '../bin/cli/command.ts'
import { runChild, startChild } from './child.ts'
import { figure, type Report } from './figures.ts'
import type { Simulated } from './scan/simulator-process.ts'
import type { SweepMeasured } from './sweep/sweep-process.ts'

export const sweepUsage = `sweep [--revisions N] [--throttle] [--latency MS]
  Describes every registered revision (5000), as the nightly sweep does, at the pace of a scan.`

const region = 'us-east-1'
const revisionsOfFamily = 50

export async function sweepBench(args: readonly string[]): Promise<Report> {
  const { revisions, throttle, latency } = readSettings(args)
  const size = {
    clusters: 1,
    services: 10,
    families: Math.ceil(revisions / revisionsOfFamily),
    revisions: revisionsOfFamily,
  }
  const conditions = { size, regions: [region], changed: 0, latency, throttle, now: new Date().toISOString() }
  const load = loadavg()[0]
  await using simulator = await startChild<Simulated>('scan/simulator-process.ts', conditions)
  const options = { simulated: simulator.ready, region }
  const measured = await runChild<SweepMeasured>('sweep/sweep-process.ts', options)
  const registered = size.families * size.revisions
  const { rate, burst } = throttleGroupOf('ecs:DescribeTaskDefinition')
  const floor = Math.max(0, (registered + registered / 100 - burst) / rate)
  return {
    result: {
      name: 'sweep',
      settings: { revisions: registered, throttle, latency, cpus: cpus().length, load },
      figures: [
        figure('sweep.registered', measured.registered, 'revisions'),
        figure('sweep.lost', registered - measured.read, 'revisions', 0),
        figure('sweep.throttled', measured.throttled, 'calls', 0),
        figure('sweep.calls', measured.calls, 'calls'),
        figure('sweep.wallSeconds', measured.wallSeconds, 's'),
        figure('sweep.floorSeconds', floor, 's'),
        figure('sweep.peakRssMb', measured.peakRssMb, 'MB'),
      ],
    },
    notes: [],
  }
}

function readSettings(args: readonly string[]) {
  const values = parse(args)
  return {
    revisions: wholeNumber('revisions', values.revisions, { from: revisionsOfFamily * 10, to: 500_000 }) ?? 5000,
    throttle: values.throttle ?? false,
    latency: wholeNumber('latency', values.latency, { from: 0, to: 60_000 }) ?? 0,
  }
}

function parse(args: readonly string[]) {
  const options = { revisions: { type: 'string' }, throttle: { type: 'boolean' }, latency: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${sweepUsage}`)
  }
}
