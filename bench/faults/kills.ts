import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { connectDatabase } from '#lib/data/connect.ts'
import { runChild } from '../child.ts'
import { type Figure, figure } from '../figures.ts'
import type { LaneSettings } from './lane.ts'
import type { KillKind, Moment } from './moment.ts'
import { prepareScene } from './scene.ts'

export interface KillSettings {
  kinds: readonly KillKind[]
  moments: number
  lanes: number
  seed: number
  latency: number
}

/** A takeover may take no longer: the lease, and the time until some worker looks. */
const takeoverBound = 10
/** Where root's Postgres may enter too. */
const home = '/var/tmp'

/** Kills and freezes workers, and kills Postgres, at random moments of a scan. */
export async function runKills(settings: KillSettings): Promise<{ figures: Figure[]; notes: string[] }> {
  const folder = await mkdtemp(path.join(home, 'tidewaiter-faults-'))
  await chmod(folder, 0o711)
  const server = await connectDatabase({ url: '', folder })
  try {
    await using scene = await prepareScene({ server: server.url, folder, latency: settings.latency })
    const file = path.join(folder, 'scene.json')
    await writeFile(file, JSON.stringify(scene))
    const results: { figures: Figure[]; notes: string[] }[] = []
    for (const kind of settings.kinds) results.push(resultOf(kind, await runLanes(kind, file, settings)))
    return {
      figures: [figure('undisturbed.scanSeconds', scene.seconds, 's'), ...results.flatMap(({ figures }) => figures)],
      notes: results.flatMap(({ notes }) => notes),
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The server is one for all: who kills it does so alone. */
async function runLanes(kind: KillKind, scene: string, { moments, lanes, seed }: KillSettings): Promise<Moment[]> {
  const count = kind === 'postgres' ? 1 : Math.min(lanes, moments)
  const shares = Array.from({ length: count }, (_, lane) => Math.ceil((moments - lane) / count))
  const runs = shares.map((share, lane) => {
    const options: LaneSettings & { scene: string } = { kind, moments: share, seed: seed + lane, scene }
    return runChild<Moment[]>('faults/lane-process.ts', options)
  })
  return (await Promise.all(runs)).flat()
}

function resultOf(kind: KillKind, moments: readonly Moment[]): { figures: Figure[]; notes: string[] } {
  const sum = (of: (moment: Moment) => number) => moments.reduce((total, moment) => total + of(moment), 0)
  const most = (of: (moment: Moment) => number | undefined) => Math.max(0, ...moments.map((moment) => of(moment) ?? 0))
  const unequal = moments.filter(({ differences }) => differences.length > 0)
  const hits = moments.filter(({ step }) => step !== undefined)
  const figures = [
    figure(`${kind}.moments`, hits.length, 'moments'),
    figure(`${kind}.equal`, hits.filter(({ differences }) => differences.length === 0).length, 'moments'),
    figure(`${kind}.unequal`, unequal.length, 'moments', 0),
    figure(
      `${kind}.duplicates`,
      sum(({ duplicates }) => duplicates),
      'events',
      0,
    ),
    figure(
      `${kind}.falseResolves`,
      sum(({ falseResolves }) => falseResolves),
      'findings',
      0,
    ),
    figure(
      `${kind}.staleWrites`,
      sum(({ staleWrites }) => staleWrites),
      'writes',
      0,
    ),
    figure(
      `${kind}.endSeconds`,
      most(({ endSeconds }) => endSeconds),
      's',
    ),
  ]
  if (kind === 'postgres')
    figures.push(
      figure(
        'postgres.lostWrites',
        sum(({ lostWrites }) => lostWrites),
        'writes',
        0,
      ),
    )
  else
    figures.push(
      figure(
        `${kind}.takeoverSeconds`,
        most(({ takeoverSeconds }) => takeoverSeconds),
        's',
        takeoverBound,
      ),
    )
  if (kind === 'freeze')
    figures.push(
      figure(
        'freeze.noticeSeconds',
        most(({ noticeSeconds }) => noticeSeconds),
        's',
        2,
      ),
    )
  return { figures, notes: [stepsNote(kind, hits), ...unequal.flatMap(differenceNotes)] }
}

function stepsNote(kind: KillKind, hits: readonly Moment[]): string {
  const steps = Map.groupBy(hits, ({ step }) => step)
  return `${kind}: ${[...steps].map(([step, list]) => `${list.length} during ${step}`).join(', ')}`
}

const shownDifferences = 5

function differenceNotes({ kind, at, step, differences }: Moment): string[] {
  const shown = differences.slice(0, shownDifferences).map((line) => `  ${line.slice(0, 300)}`)
  return [`${kind} at ${at.toFixed(3)} (${step ?? 'ended'}): ${differences.length} differences`, ...shown]
}
