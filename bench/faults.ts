import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { oneOf, UsageError, wholeNumber } from '../bin/cli/command.ts'
import { runAnswers, trialsOf } from './faults/answers.ts'
import { runDenied } from './faults/denied.ts'
import { runKills } from './faults/kills.ts'
import { killKinds } from './faults/moment.ts'
import type { Report } from './figures.ts'

export const faultsUsage = `faults [--kinds KIND,...] [--moments N] [--lanes N] [--seed N] [--latency MS] [--nth N]
  Disturbs scans of the sample estate at random moments and compares what they leave with an undisturbed scan.
  kill       the worker is killed (-9), and another takes the scan over
  freeze     the worker is stopped for one and a half leases, then goes on
  postgres   the database is killed (-9) and started again
  --moments  of each kind (default 50); --lanes  scans side by side (default 2)
  answers    every kind of bad answer to every action; the scans run one after the other
  --nth      of the answers that stay bad only each nth pair of action and kind (default 1: all)
  denied     every action denied, one scan each`

const allKinds = [...killKinds, 'answers', 'denied'] as const

export async function faultsBench(args: readonly string[]): Promise<Report> {
  const settings = readSettings(args)
  const load = loadavg()[0]
  const kills = killKinds.filter((kind) => settings.kinds.includes(kind))
  const parts = [
    ...(kills.length > 0 ? [await runKills({ ...settings, kinds: kills })] : []),
    ...(settings.kinds.includes('answers') ? [await runAnswers(trialsOf(settings.nth))] : []),
    ...(settings.kinds.includes('denied') ? [await runDenied()] : []),
  ]
  const figures = parts.flatMap((part) => part.figures)
  const notes = parts.flatMap((part) => part.notes)
  return { result: { name: 'faults', settings: { ...settings, cpus: cpus().length, load }, figures }, notes }
}

function readSettings(args: readonly string[]) {
  const values = parse(args)
  const kinds = values.kinds?.split(',').flatMap((kind) => oneOf('kinds', kind, allKinds) ?? [])
  return {
    kinds: kinds ?? allKinds,
    moments: wholeNumber('moments', values.moments, { from: 1, to: 1_000 }) ?? 50,
    lanes: wholeNumber('lanes', values.lanes, { from: 1, to: 16 }) ?? 2,
    seed: wholeNumber('seed', values.seed, { from: 0, to: 2 ** 32 - 1 }) ?? Math.floor(Math.random() * 2 ** 32),
    nth: wholeNumber('nth', values.nth, { from: 1, to: 1_000 }) ?? 1,
    latency: wholeNumber('latency', values.latency, { from: 0, to: 60_000 }) ?? 20,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: { kinds: text, moments: text, lanes: text, seed: text, latency: text, nth: text },
    }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${faultsUsage}`)
  }
}
