import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { readAhead } from '#lib/data/read-ahead.ts'
import { UsageError, wholeNumber } from '../bin/cli/command.ts'
import { withDatabase } from './database.ts'
import { type Figure, figure, type Report } from './figures.ts'
import { bareRequests } from './pages/bare.ts'
import { loadEstate } from './pages/estate.ts'
import { measure, quantile } from './pages/measure.ts'
import { type Kind, kinds, requestsOf } from './pages/requests.ts'

export const pagesUsage = `pages [--rows N] [--accounts N] [--requests N] [--concurrent N] [--seed N]
  Fills a database of its own with the current state of many accounts and reads it as the pages do, server side.
  --rows      checks on subjects (default 5000000): 30 % fail, 60 % pass, 5 % unknown, 5 % not applicable
  --requests  of each kind (default 500), --concurrent of them at a time (default 10)`

interface Settings {
  rows: number
  accounts: number
  requests: number
  concurrent: number
  seed: number
}

const bounds: Readonly<Record<Kind, number | undefined>> = {
  list: 150,
  filter: 150,
  sort: 150,
  search: 300,
  facets: 150,
  next: 150,
  tabs: undefined,
}
const mostPerBareSql = 3

export async function pagesBench(args: readonly string[]): Promise<Report> {
  const settings = readSettings(args)
  const load = loadavg()[0]
  const figures = await withDatabase(() => measurePages(settings))
  return { result: { name: 'pages', settings: { ...settings, cpus: cpus().length, load }, figures }, notes: [] }
}

async function measurePages({ rows, accounts, requests, concurrent, seed }: Settings): Promise<Figure[]> {
  const startedAt = performance.now()
  const ids = await loadEstate({ rows, accounts, seed })
  const loaded = performance.now()
  await readAhead()
  const figures = [
    figure('load.seconds', (loaded - startedAt) / 1000, 's'),
    figure('readAhead.seconds', (performance.now() - loaded) / 1000, 's'),
  ]
  for (const kind of kinds) {
    const millis = await measure(await requestsOf(kind, requests, ids, seed), concurrent)
    const p95 = quantile(millis, 0.95)
    figures.push(figure(`${kind}.p95Ms`, p95, 'ms', bounds[kind]), figure(`${kind}.p50Ms`, quantile(millis, 0.5), 'ms'))
    if (kind !== 'list') continue
    const bare = quantile(await measure(bareRequests(requests, ids, seed), concurrent), 0.95)
    figures.push(figure('list.bareSqlMs', bare, 'ms'), figure('list.perBareSql', p95 / bare, 'ratio', mostPerBareSql))
  }
  return figures
}

function readSettings(args: readonly string[]): Settings {
  const values = parse(args)
  const rows = wholeNumber('rows', values.rows, { from: 1_000, to: 50_000_000 }) ?? 5_000_000
  const accounts = wholeNumber('accounts', values.accounts, { from: 1, to: 10_000 }) ?? 200
  if (rows < accounts * 100) throw new UsageError('--rows takes at least 100 for each account.')
  return {
    rows: Math.floor(rows / 10) * 10,
    accounts,
    requests: wholeNumber('requests', values.requests, { from: 1, to: 100_000 }) ?? 500,
    concurrent: wholeNumber('concurrent', values.concurrent, { from: 1, to: 100 }) ?? 10,
    seed: wholeNumber('seed', values.seed, { from: 0, to: 2 ** 31 - 1 }) ?? 1,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: { rows: text, accounts: text, requests: text, concurrent: text, seed: text },
    }).values
  } catch {
    throw new UsageError(`Usage: npm run bench -- ${pagesUsage}`)
  }
}
