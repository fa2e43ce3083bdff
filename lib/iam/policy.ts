import { z } from 'zod'
import { lately } from './lately.ts'

/** Named things of a statement: those that match one of the patterns, or with `not` (NotAction ...) all others. */
export interface Selection {
  not: boolean
  patterns: string[]
}

export interface Principal {
  type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser'
  /** Account id, ARN, service name, provider; `*` for everybody. */
  value: string
}

export interface Condition {
  /** As written: StringEquals, ForAnyValue:StringLike, BoolIfExists ... */
  operator: string
  key: string
  values: string[]
}

export interface Statement {
  /** Position in the document, from 0. */
  index: number
  sid?: string
  effect: 'Allow' | 'Deny'
  actions: Selection
  /** Absent in trust policies. */
  resources?: Selection
  principals?: { not: boolean; list: Principal[] }
  conditions: Condition[]
}

export interface Policy {
  statements: Statement[]
}

export interface PolicyError {
  /** One sentence. */
  error: string
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const texts = z.union([text.transform((one) => [one]), z.array(text)])
const principalTypes = z.enum(['AWS', 'Service', 'Federated', 'CanonicalUser'])
const principal = z.union([
  z.literal('*').transform((): Principal[] => [{ type: 'AWS', value: '*' }]),
  z
    .partialRecord(principalTypes, texts)
    .transform((byType) =>
      principalTypes.options.flatMap((type) => (byType[type] ?? []).map((value): Principal => ({ type, value }))),
    ),
])

const statementSchema = z
  .object({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
  })
  .refine((s) => (s.Action === undefined) !== (s.NotAction === undefined), 'needs Action or NotAction')
  .refine((s) => s.Resource === undefined || s.NotResource === undefined, 'has Resource and NotResource')
  .refine((s) => s.Principal === undefined || s.NotPrincipal === undefined, 'has Principal and NotPrincipal')

const one = statementSchema.transform((statement) => [statement])
const documentSchema = z.object({ Statement: z.union([one, z.array(statementSchema)]) })

function selectionOf(only?: string[], except?: string[]): Selection | undefined {
  if (only) return { not: false, patterns: only }
  return except && { not: true, patterns: except }
}

/**
 * An ARN of an identity policy, whose missing parts IAM takes as wildcards: arn:aws:sqs is arn:aws:sqs:*:*:*.
 * Source: IAM user guide, "Resource".
 */
function completed(resource: string): string {
  const parts = resource.split(':')
  return parts[0] === 'arn' && parts.length < 6
    ? [...parts, ...Array<string>(6 - parts.length).fill('*')].join(':')
    : resource
}

function normalised(raw: z.output<typeof statementSchema>, index: number): Statement {
  const list = raw.Principal ?? raw.NotPrincipal
  const own = list ? (arn: string) => arn : completed
  const resources = selectionOf(raw.Resource?.map(own), raw.NotResource?.map(own))
  return {
    index,
    ...(raw.Sid !== undefined && { sid: raw.Sid }),
    effect: raw.Effect,
    actions: selectionOf(raw.Action, raw.NotAction) ?? { not: false, patterns: [] },
    ...(resources && { resources }),
    ...(list && { principals: { not: raw.NotPrincipal !== undefined, list } }),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
    ),
  }
}

function decoded(json: string): unknown {
  const document = json.trimStart().startsWith('%7B') ? decodeURIComponent(json) : json
  return JSON.parse(document)
}

/**
 * Reads a policy document: JSON text, URL-encoded JSON text (as IAM returns it) or the parsed object. Single statements and
 * single strings are accepted. A document that is none of these is an error value, never an exception.
 */
export function parsePolicy(document: string | object): Policy | PolicyError {
  return typeof document === 'string' ? parsed(document) : parse(document)
}

/** Every check that looks at a role looks at the same few policies. */
const parsed = lately<Policy | PolicyError>(2000, parse)

function parse(document: string | object): Policy | PolicyError {
  let raw: unknown = document
  if (typeof document === 'string') {
    try {
      raw = decoded(document)
    } catch {
      return { error: 'The policy document is not JSON.' }
    }
  }
  const read = documentSchema.safeParse(raw)
  if (!read.success) return { error: 'The policy document does not follow the IAM policy grammar.' }
  return { statements: read.data.Statement.map(normalised) }
}
