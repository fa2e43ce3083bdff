import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { oneOf, UsageError, wholeNumber } from '../bin/cli/command.ts'
import { runChild } from './child.ts'
import { withDatabase } from './database.ts'
import { type Figure, figure, figureAtLeast, type Report } from './figures.ts'
import type { Fresh, FreshOrder } from './store/fresh-process.ts'
import type { History, HistoryOrder } from './store/history-process.ts'
import type { Unchanged, UnchangedOrder } from './store/unchanged-process.ts'

export const storeUsage = `store [--phases unchanged,fresh,history] [--outcomes N] [--scans N]
  Stores scans of one account in a database of its own, with all indexes and fsync.
  unchanged   the same outcomes again, nine times; the median counts
  fresh       findings into an empty account, three times; the median counts; COPY alone beside it
  history     N scans (default 1000) in each of which one subject in a hundred has changed
  --outcomes  of a scan (default 100000)`

const phases = ['unchanged', 'fresh', 'history'] as const
type Phase = (typeof phases)[number]

interface Settings {
  phases: readonly Phase[]
  outcomes: number
  scans: number
}

export async function storeBench(args: readonly string[]): Promise<Report> {
  const settings = readSettings(args)
  const load = loadavg()[0]
  const figures: Figure[] = []
  for (const phase of settings.phases) figures.push(...(await measured[phase](settings)))
  return { result: { name: 'store', settings: { ...settings, cpus: cpus().length, load }, figures }, notes: [] }
}

const measured: Readonly<Record<Phase, (settings: Settings) => Promise<Figure[]>>> = {
  async unchanged({ outcomes }) {
    const order: UnchangedOrder = { outcomes, repeats: 9 }
    const { seconds, rowsWritten } = await runAlone<Unchanged>('store/unchanged-process.ts', order)
    return [
      figure('unchanged.outcomes', outcomes, 'outcomes'),
      figure('unchanged.seconds', seconds[Math.floor(seconds.length / 2)] ?? Number.NaN, 's', 1),
      figure('unchanged.slowestSeconds', seconds.at(-1) ?? Number.NaN, 's'),
      figure('unchanged.rowsWritten', rowsWritten, 'rows', 0),
    ]
  },
  async fresh({ outcomes }) {
    const order: FreshOrder = { findings: outcomes }
    const once = () => runAlone<Fresh>('store/fresh-process.ts', order)
    const runs = [await once(), await once(), await once()]
    const [slowest, fresh, fastest] = runs.toSorted((a, b) => b.seconds - a.seconds)
    if (!slowest || !fresh || !fastest) throw new Error('there are three runs')
    return [
      figure('fresh.findings', fresh.findings, 'findings'),
      figure('fresh.events', fresh.events, 'events'),
      figure('fresh.tallied', fresh.tallied, 'outcomes'),
      figureAtLeast('fresh.rowsPerSecond', fresh.findings / fresh.seconds, 'findings/s', 20_000),
      figure('fresh.slowestRowsPerSecond', slowest.findings / slowest.seconds, 'findings/s'),
      figure('fresh.fastestRowsPerSecond', fastest.findings / fastest.seconds, 'findings/s'),
      figure('fresh.copyRowsPerSecond', fresh.findings / fresh.copySeconds.finding, 'findings/s'),
      figure('fresh.copyAllRowsPerSecond', fresh.findings / sum(Object.values(fresh.copySeconds)), 'findings/s'),
      figure('fresh.peakRssMb', Math.max(...runs.map(({ peakRssMb }) => peakRssMb)), 'MB', 500),
    ]
  },
  async history({ outcomes, scans }) {
    const order: HistoryOrder = { scans, subjects: outcomes }
    const history = await runAlone<History>('store/history-process.ts', order)
    return [
      figure('history.scans', scans, 'scans'),
      figure('history.events', history.events, 'events', 1.2 * scans * (outcomes / 100)),
      figure('history.outcomes', history.outcomes, 'rows', outcomes),
      figure('history.findings', history.findings, 'rows'),
      figure('history.megabytes', history.megabytes, 'MB'),
      figure('history.eventMegabytes', history.eventMegabytes, 'MB'),
      figure('history.secondsPerScan', history.seconds / scans, 's'),
    ]
  },
}

/** Runs a program to its end, on a database of its own. */
function runAlone<T>(program: string, order: object): Promise<T> {
  return withDatabase(() => runChild<T>(program, order))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function readSettings(args: readonly string[]): Settings {
  const { phases: named, outcomes, scans } = parse(args)
  return {
    phases: named?.split(',').flatMap((phase) => oneOf('phases', phase, phases) ?? []) ?? phases,
    outcomes: wholeNumber('outcomes', outcomes, { from: 100, to: 1_000_000 }) ?? 100_000,
    scans: wholeNumber('scans', scans, { from: 1, to: 100_000 }) ?? 1_000,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...args], options: { phases: text, outcomes: text, scans: text } }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${storeUsage}`)
  }
}
