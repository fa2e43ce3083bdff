import { z } from 'zod'
import { matches } from '#lib/iam/glob.ts'

const text = z.string()
const texts = z.union([text.transform((one) => [one]), z.array(text)])
const looseText = z.union([
  text,
  z.object({ 'equals-ignore-case': text }).transform((one) => one['equals-ignore-case']),
])
const matcher = z.union([
  text.transform((wanted) => (value: string) => value === wanted),
  z.object({ prefix: looseText }).transform(
    ({ prefix }) =>
      (value: string) =>
        lower(value).startsWith(lower(prefix)),
  ),
  z.object({ suffix: looseText }).transform(
    ({ suffix }) =>
      (value: string) =>
        lower(value).endsWith(lower(suffix)),
  ),
  z
    .object({ 'equals-ignore-case': text })
    .transform((one) => (value: string) => lower(value) === lower(one['equals-ignore-case'])),
  z.object({ wildcard: text }).transform(
    ({ wildcard }) =>
      (value: string) =>
        matches(wildcard, value),
  ),
  z.object({ 'anything-but': texts }).transform((one) => (value: string) => !one['anything-but'].includes(value)),
  z
    .object({ 'anything-but': z.object({ prefix: text }) })
    .transform((one) => (value: string) => !value.startsWith(one['anything-but'].prefix)),
  z.object({ exists: z.boolean() }).transform(
    ({ exists }) =>
      () =>
        exists,
  ),
  z.unknown().transform(() => () => false),
])
const field = z.array(matcher).optional()
const pattern = z.object({
  $or: z.array(z.unknown()).optional(),
  source: field,
  'detail-type': field,
  detail: z.looseObject({ eventSource: field }).optional(),
})

const lower = (value: string) => value.toLowerCase()

/** Events of a source; with a detail type, of that kind alone; with a service, calls of its API that CloudTrail tells of. */
export type Interest = readonly [source: string, detailType?: string, eventSource?: string]

/**
 * Whether an EventBridge pattern can match such events. What the pattern asks of the rest of an event is left out. A pattern
 * that cannot be read matches nothing.
 */
export function matchesEvent(eventPattern: string, interest: Interest): boolean {
  return matchesParsed(parse(eventPattern), interest)
}

function matchesParsed(value: unknown, interest: Interest): boolean {
  const [source, detailType, eventSource] = interest
  const parsed = pattern.safeParse(value)
  if (!parsed.success) return false
  const holds = (wanted: readonly ((value: string) => boolean)[] | undefined, value: string | undefined) =>
    wanted === undefined || value === undefined || wanted.some((one) => one(value))
  const { detail, $or: alternatives, ...envelope } = parsed.data
  return (
    (alternatives?.some((one) => matchesParsed(one, interest)) ?? true) &&
    holds(envelope.source, source) &&
    holds(envelope['detail-type'], detailType) &&
    holds(detail?.eventSource, eventSource)
  )
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
