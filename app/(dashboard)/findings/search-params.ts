import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter, wordParameter } from '#app/_lib/address.ts'
import { pillars } from '#app/_lib/words.ts'
import { severities } from '#lib/checks/result.ts'
import { type FindingFilter, type FindingOrder, findingSorts, findingTabs, triages } from '#lib/data/findings/filter.ts'

export type { Given } from '#app/_lib/address.ts'

const groupings = ['check', 'resource', 'none'] as const

const sorts = findingSorts.flatMap((sort) => [sort, `-${sort}`] as const)
const statuses = ['fail', 'unknown', 'manual', 'pass', 'not_applicable', 'gone'] as const
const usages = ['running', 'desired', 'scheduled', 'registered', 'none'] as const

const number = z.coerce
  .number()
  .int()
  .nonnegative()
  .max(2 ** 31 - 1)
const findingId = z.string().regex(/^(F-\d{1,18}|[0-9a-f]{32})$/)

/** What an address of the list may say. The order is that of the parameters in it. */
const fields = {
  tab: z.enum(findingTabs).default('open'),
  severity: listOf(z.enum(severities)),
  pillar: listOf(z.enum(pillars)),
  check: listOf(wordParameter),
  account: listOf(accountParameter),
  region: listOf(wordParameter),
  usage: listOf(z.enum(usages)),
  status: listOf(z.enum(statuses)),
  triage: listOf(z.enum(triages)),
  assigned: z.enum(['me', 'none']).optional(),
  owner: listOf(textParameter),
  tag: listOf(textParameter),
  service: listOf(textParameter),
  cluster: listOf(textParameter),
  resource: number.optional(),
  exposed: z.enum(['yes', 'no']).optional(),
  /** First seen at least so many days ago. */
  older: number.optional(),
  /** Of resolved ones those of the latest scans alone. */
  since: z.literal('last-scan').optional(),
  q: textParameter.optional(),
  group: z.enum(groupings).default('none'),
  sort: z.enum(sorts).default('priority'),
  after: textParameter.optional(),
  before: textParameter.optional(),
  /** Number of the first row of the page, for its foot alone. */
  from: number.default(1),
  /** The one that is open beside the list. */
  finding: findingId.optional(),
}

export type FindingsQuery = z.infer<z.ZodObject<typeof fields>>

const address = addressOf('/findings', fields, ['owner', 'tag', 'service', 'cluster'])

/** Reads an address. Unknown parameters are ignored; a value that cannot be is told in one sentence. */
export const readFindingsQuery = address.read

/** The address of a list; what is as usual is not written. */
export const findingsHref = address.href

/** The same as single parameters, for the hidden fields of a form. */
export const findingsParameters = address.parameters

/** The same list from its first page, with nothing open. */
export function changed(query: FindingsQuery, change: Partial<FindingsQuery>): FindingsQuery {
  return { ...query, after: undefined, before: undefined, from: 1, finding: undefined, ...change }
}

/** Whether what a tab lists can be triaged: only open findings are. */
export function isTriaged(tab: FindingsQuery['tab']): boolean {
  return ['open', 'new', 'regressed', 'excepted'].includes(tab)
}

/** Whether an address is that of a finding: everything else has no page. */
export function isFindingId(id: string): boolean {
  return findingId.safeParse(id).success
}

/** @param textChecks checks whose words hold the searched text @param me user id of whoever asks */
export function filterOf(query: FindingsQuery, textChecks: readonly string[] = [], me?: string): FindingFilter {
  return {
    tab: query.tab,
    severities: query.severity,
    pillars: query.pillar,
    checks: query.check,
    accounts: query.account,
    regions: query.region,
    usages: query.usage,
    statuses: query.status,
    triages: query.triage,
    assignee: query.assigned === 'me' ? me : query.assigned,
    owners: query.owner,
    tags: query.tag?.map(tagOf),
    services: query.service,
    clusters: query.cluster,
    resource: query.resource,
    exposed: query.exposed === undefined ? undefined : query.exposed === 'yes',
    olderThanDays: query.older,
    resolvedByLatestScan: query.since === 'last-scan' || undefined,
    text: query.q,
    textChecks,
  }
}

/** "team:pay" is the tag team with the value pay, "team" any value of it. */
function tagOf(written: string): { key: string; value?: string } {
  const at = written.indexOf(':')
  return at === -1 ? { key: written } : { key: written.slice(0, at), value: written.slice(at + 1) }
}

export function orderOf({ sort }: FindingsQuery): FindingOrder {
  const descending = sort.startsWith('-')
  const by = findingSorts.find((each) => each === sort.replace(/^-/, '')) ?? 'priority'
  return { by, descending }
}
