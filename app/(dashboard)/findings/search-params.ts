import { z } from 'zod'
import { severities } from '#lib/checks/result.ts'
import { type FindingFilter, type FindingOrder, findingSorts, findingTabs, triages } from '#lib/data/findings/filter.ts'

export const groupings = ['check', 'resource', 'none'] as const
export type Grouping = (typeof groupings)[number]

const sorts = findingSorts.flatMap((sort) => [sort, `-${sort}`] as const)
const statuses = ['fail', 'unknown', 'manual', 'pass', 'not_applicable', 'gone'] as const
const usages = ['running', 'desired', 'scheduled', 'registered', 'none'] as const
const pillars = ['networking', 'capacity', 'storage', 'deployment', 'security', 'operations'] as const

/** Several values of one parameter, by commas or by repeating it. */
const listOf = <T extends z.ZodType<string>>(value: T) => z.array(value).min(1).optional()
const word = z.string().regex(/^[a-z0-9-]{1,64}$/)
const text = z.string().trim().min(1).max(300)
const number = z.coerce
  .number()
  .int()
  .nonnegative()
  .max(2 ** 31 - 1)
  .optional()

/** What an address of the list may say. The order is that of the parameters in it. */
const fields = {
  tab: z.enum(findingTabs).default('open'),
  severity: listOf(z.enum(severities)),
  pillar: listOf(z.enum(pillars)),
  check: listOf(word),
  account: listOf(z.string().regex(/^\d{12}$/)),
  region: listOf(word),
  usage: listOf(z.enum(usages)),
  status: listOf(z.enum(statuses)),
  triage: listOf(z.enum(triages)),
  owner: listOf(text),
  tag: listOf(text),
  service: listOf(text),
  cluster: listOf(text),
  resource: number,
  exposed: z.enum(['yes', 'no']).optional(),
  /** First seen at least so many days ago. */
  older: number,
  q: text.optional(),
  group: z.enum(groupings).default('none'),
  sort: z.enum(sorts).default('priority'),
  after: text.optional(),
  before: text.optional(),
  /** The one that is open beside the list. */
  finding: z
    .string()
    .regex(/^(F-\d{1,18}|[0-9a-f]{32})$/)
    .optional(),
} as const

const schema = z.object(fields)

export type FindingsQuery = z.infer<typeof schema>

const names = schema.keyof().options

/** Values that may contain a comma: repeated instead of joined. */
const repeated: readonly string[] = ['owner', 'tag', 'service', 'cluster']
const defaults: FindingsQuery = schema.parse({})

export type Given = Record<string, string | string[] | undefined>

/** Reads an address. Unknown parameters are ignored; a value that cannot be is told in one sentence. */
export function readFindingsQuery(given: Given): { query: FindingsQuery } | { problem: string } {
  const raw = Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const values = [given[name] ?? []].flat().filter((value) => value.trim() !== '')
      if (values.length === 0) return []
      if (!isList(name)) return [[name, values[0]]]
      return [[name, repeated.includes(name) ? values : values.flatMap((value) => value.split(','))]]
    }),
  )
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { query: parsed.data }
  const name = String(parsed.error.issues[0]?.path[0])
  return { problem: `The address asks for a ${name} that does not exist: take “${String(raw[name])}” out of it.` }
}

function isList(name: keyof FindingsQuery): boolean {
  const field: z.ZodType = fields[name]
  return field instanceof z.ZodOptional && field.unwrap() instanceof z.ZodArray
}

/** The address of a list; what is as usual is not written. */
export function findingsHref(query: Partial<FindingsQuery> = {}, path = '/findings'): string {
  const search = new URLSearchParams(findingsParameters(query).map(({ name, value }) => [name, value]))
  return search.size === 0 ? path : `${path}?${readable(search)}`
}

/** The same as single parameters, for the hidden fields of a form. */
export function findingsParameters(query: Partial<FindingsQuery>): { name: string; value: string }[] {
  return names.flatMap((name) => {
    const value = query[name]
    if (value === undefined || value === defaults[name]) return []
    if (!Array.isArray(value)) return [{ name, value: String(value) }]
    if (value.length === 0) return []
    return repeated.includes(name) ? value.map((each) => ({ name, value: each })) : [{ name, value: value.join(',') }]
  })
}

/** Commas, colons and slashes mean nothing in a query: left as they are, people can read them. */
function readable(search: URLSearchParams): string {
  return search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

/** The same list from its first page, with nothing open. */
export function changed(query: FindingsQuery, change: Partial<FindingsQuery>): FindingsQuery {
  return { ...query, after: undefined, before: undefined, finding: undefined, ...change }
}

/** @param textChecks checks whose words hold the searched text */
export function filterOf(query: FindingsQuery, textChecks: readonly string[] = []): FindingFilter {
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
    owners: query.owner,
    tags: query.tag?.map(tagOf),
    services: query.service,
    clusters: query.cluster,
    resource: query.resource,
    exposed: query.exposed === undefined ? undefined : query.exposed === 'yes',
    olderThanDays: query.older,
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
