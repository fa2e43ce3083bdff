import { checks } from '#lib/checks/index.ts'
import { countTabs, findingFacets } from '#lib/data/findings/facets.ts'
import type { FindingFilter } from '#lib/data/findings/filter.ts'
import { findingSorts } from '#lib/data/findings/filter.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { pick, randomOf } from '../random.ts'
import { parts, regions, teams } from './estate-sql.ts'

export type Request = () => Promise<unknown>
export const kinds = ['list', 'filter', 'sort', 'search', 'facets', 'tabs', 'next'] as const
export type Kind = (typeof kinds)[number]

/** As the pages ask: half of the viewers see all accounts, the others one or ten of them. */
export async function requestsOf(
  kind: Kind,
  count: number,
  accounts: readonly string[],
  seed: number,
): Promise<Request[]> {
  const random = randomOf(seed)
  const requests: Request[] = []
  while (requests.length < count) requests.push(await request(kind, random, accounts))
  return requests
}

function request(kind: Kind, random: () => number, accounts: readonly string[]): Request | Promise<Request> {
  const viewer = viewerOf(random, accounts)
  const open: FindingFilter = { tab: 'open' }
  const filter = filterOf(random, accounts)
  if (kind === 'list') return () => listFindings(viewer, open)
  if (kind === 'filter') return () => listFindings(viewer, filter)
  if (kind === 'sort') {
    const order = { by: pick(random, findingSorts), descending: random() < 0.5 }
    return () => listFindings(viewer, open, order)
  }
  if (kind === 'search') {
    const text = textOf(random)
    return () => listFindings(viewer, { ...open, text })
  }
  if (kind === 'facets') {
    const asked = facetFilterOf(random, accounts)
    return () => findingFacets(viewer, asked)
  }
  if (kind === 'tabs') return () => countTabs(viewer, filter)
  return nextPage(viewer, random() < 0.5 ? open : filter, Math.floor(random() * 3))
}

export function viewerOf(random: () => number, accounts: readonly string[]): Viewer {
  const some = (count: number) => Array.from({ length: count }, () => pick(random, accounts))
  const drawn = random()
  const seen = drawn < 0.5 ? 'all' : drawn < 0.75 ? some(10) : some(1)
  return { userId: 'bench', role: 'viewer', accounts: seen }
}

const narrowings: readonly ((random: () => number, accounts: readonly string[]) => Partial<FindingFilter>)[] = [
  (random, accounts) => ({ accounts: [pick(random, accounts)] }),
  (random) => ({ regions: [pick(random, regions)] }),
  (random) => ({ pillars: [pick(random, checks).pillar] }),
  (random) => ({ checks: [pick(random, checks).id] }),
  (random) => ({ severities: [pick(random, ['critical', 'high', 'medium', 'low'] as const)] }),
  (random) => ({ statuses: [pick(random, ['fail', 'unknown'] as const)] }),
  (random) => ({ usages: [pick(random, ['running', 'desired', 'scheduled', 'none'] as const)] }),
  (random) => ({ triages: [pick(random, ['new', 'in_progress', 'done'] as const)] }),
]

/** What stops at "10,000+" when it is counted. */
const furtherNarrowings: typeof narrowings = [
  (random) => ({ owners: [pick(random, teams)] }),
  (random) => ({ tags: [{ key: 'team', value: pick(random, teams) }] }),
  (random) => ({ olderThanDays: pick(random, [7, 30, 90, 365]) }),
  (random) => ({ exposed: random() < 0.5 }),
]

/** One to three conditions; in a third of all cases one of them is none that the roll-up knows. */
export function filterOf(random: () => number, accounts: readonly string[]): FindingFilter {
  const chosen = Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(random, narrowings))
  if (random() < 0.33) chosen.push(pick(random, furtherNarrowings))
  return Object.assign({ tab: 'open' }, ...chosen.map((narrow) => narrow(random, accounts)))
}

/** A quarter without any condition, half with some of the roll-up, the rest with what it does not know. */
function facetFilterOf(random: () => number, accounts: readonly string[]): FindingFilter {
  const drawn = random()
  if (drawn < 0.25) return { tab: 'open' }
  if (drawn < 0.9) return filterOf(random, accounts)
  return { tab: 'open', text: textOf(random) }
}

/** A team, a team and a part, a whole name, or a word that nothing has. */
function textOf(random: () => number): string {
  const team = pick(random, teams)
  const part = pick(random, parts)
  return pick(random, [team, `${team} ${part}`, `${team}-${part}-${Math.floor(random() * 1_000)}`, 'zebra'])
}

/** The page after some that are read now, before the time is taken. */
async function nextPage(viewer: Viewer, filter: FindingFilter, pages: number): Promise<Request> {
  let after: string | undefined
  for (let page = 0; page <= pages; page++)
    after = (await listFindings(viewer, filter, undefined, { after })).next ?? after
  return () => listFindings(viewer, filter, undefined, { after })
}
