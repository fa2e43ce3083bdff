import { type ChildProcess, spawn } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { pool } from '#lib/data/client.ts'
import { UsageError, wholeNumber } from '../bin/cli/command.ts'
import { endOf } from './child.ts'
import { withDatabase } from './database.ts'
import { type Figure, figure, type Report } from './figures.ts'
import { accountsOf, durationOf, large, largestShare, type Run, type UnitsOrder } from './units/units.ts'

export const unitsUsage = `units [--units N] [--workers N] [--slots N] [--mean MS]
  Scans of many accounts fall due at once, and several worker processes run them. Scans wait instead of reading AWS; the
  clock, the claims, the leases and the storing are those of the product. Three of four accounts share an environment.
  --units  accounts (default 400); --workers (default 4); --slots  of each (default 4); --mean  of a scan (default 2000)`

interface Settings {
  units: number
  workers: number
  slots: number
  mean: number
}

export async function unitsBench(args: readonly string[]): Promise<Report> {
  const settings = readSettings(args)
  const load = loadavg()[0]
  const figures = await withDatabase(async () => {
    await fallDue(settings)
    const { due, runs } = await runAll(settings)
    return [...figuresOf(settings, due, runs), await cronFigure()]
  })
  return { result: { name: 'units', settings: { ...settings, cpus: cpus().length, load }, figures }, notes: [] }
}

/** Accounts with a schedule over all of them, whose time has come. */
async function fallDue({ units }: Settings): Promise<void> {
  await pool().query(
    `insert into aws_account (id, alias, kind, default_tags)
     select id, id, 'server-credentials', jsonb_build_object('environment', environment)
     from json_to_recordset($1::json) as r(id text, environment text)`,
    [JSON.stringify(accountsOf(units))],
  )
  await pool().query(
    `insert into schedule (name, cron, time_zone, next_at, created_by) values ('all', '0 0 1 1 *', 'UTC', now(), 'bench')`,
  )
}

/** Every worker keeps the clock as it starts, so that the schedule fires in all of them at once. */
async function runAll({ units, workers, slots, mean }: Settings): Promise<{ due: number; runs: Run[] }> {
  const runs: Run[] = []
  const all = Promise.withResolvers<void>()
  const order: UnitsOrder = { slots, meanMs: mean }
  const children = Array.from({ length: workers }, () => startUnitProcess(order))
  for (const child of children) {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      if (!line.startsWith('{"account"')) return
      runs.push(JSON.parse(line))
      if (runs.length >= units) all.resolve()
    })
  }
  const ends = children.map(endOf)
  const died = Promise.race(ends).then((code) => {
    throw new Error(`a worker ended with code ${code} before all scans had run`)
  })
  await Promise.race([all.promise, died])
  died.catch(() => {})
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(ends)
  const { rows } = await pool().query<{ due: Date }>('select min(created_at) as due from scan')
  return { due: rows[0]?.due.getTime() ?? 0, runs }
}

function startUnitProcess(order: UnitsOrder): ChildProcess {
  const program = path.join(import.meta.dirname, 'units', 'unit-process.ts')
  return spawn(process.execPath, [program, JSON.stringify(order)], {
    env: { ...process.env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function figuresOf({ units, workers, slots, mean }: Settings, due: number, runs: readonly Run[]): Figure[] {
  const accounts = accountsOf(units)
  const total = accounts.reduce((sum, { id }) => sum + durationOf(id, mean), 0)
  const floor = total / (workers * slots)
  const makespan = Math.max(...runs.map(({ to }) => to)) - due
  const ran = new Set(runs.map(({ account }) => account))
  const environments = new Map(accounts.map(({ id, environment }) => [id, environment]))
  // Those of small environments have their turn early, however many accounts the large one has.
  const starved = accounts.filter(({ id, environment }) => {
    const run = runs.find((one) => one.account === id)
    return !run || (environment !== large && run.from - due > floor / 2)
  })
  return [
    figure('units.units', units, 'scans'),
    figure('units.makespanSeconds', makespan / 1000, 's'),
    figure('units.floorSeconds', floor / 1000, 's'),
    figure('units.ratio', makespan / floor, 'ratio', 1.2),
    figure('units.starved', starved.length, 'accounts', 0),
    figure('units.runTwice', runs.length - ran.size, 'scans', 0),
    figure('units.largestShare', largestShare(runs, environments, workers * slots), 'share of slots', 0.5),
  ]
}

/** Scans that one time of the schedule has started, of the account with the most of them. */
async function cronFigure(): Promise<Figure> {
  const { rows } = await pool().query<{ most: number }>(
    `select max(count)::int as most from (select count(*) from scan where trigger = 'schedule' group by account) runs`,
  )
  return figure('cron.runs', rows[0]?.most ?? 0, 'runs', 1)
}

function readSettings(args: readonly string[]): Settings {
  const values = parse(args)
  return {
    units: wholeNumber('units', values.units, { from: 1, to: 10_000 }) ?? 400,
    workers: wholeNumber('workers', values.workers, { from: 1, to: 16 }) ?? 4,
    slots: wholeNumber('slots', values.slots, { from: 1, to: 64 }) ?? 4,
    mean: wholeNumber('mean', values.mean, { from: 10, to: 600_000 }) ?? 2000,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...args], options: { units: text, workers: text, slots: text, mean: text } }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${unitsUsage}`)
  }
}
