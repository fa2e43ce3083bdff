import type { EvidenceLine } from '#components/code/evidence-excerpt.tsx'
import { jsonExcerpt } from '#components/code/json-excerpt.ts'
import { jsonLines } from '#components/code/json-lines.ts'
import type { FindingDetail, FindingEvent } from '#lib/data/findings/detail.ts'
import type { OutcomeReason } from '#lib/engine/outcome.ts'
import type { Evidence, Json } from '#lib/inventory/evidence.ts'

/** What was seen in one record. */
export interface EvidenceBlock {
  /** The record, short: "payments-api:57". */
  source: string
  /** The place that decides. */
  path?: string
  lines: EvidenceLine[]
}

export interface ShownEvidence {
  blocks: EvidenceBlock[]
  /** What was computed from several records, or read beside what decides: "services" -> "admin-portal". */
  facts: { name: string; value: string }[]
}

type Cited = Evidence & { reason?: string }

/** The evidence of a finding as excerpts of the records it was read from, the values that decide marked. */
export function evidenceOf(
  finding: Pick<FindingDetail, 'reasons' | 'evidence' | 'configuration' | 'subject'>,
): ShownEvidence {
  const cited: Cited[] = [...finding.reasons.flatMap(citedBy), ...finding.evidence]
  const deciding = new Set(cited.flatMap(({ resource, reason }) => (resource && reason ? [resource] : [])))
  const shown = distinct(cited.filter(({ resource }) => resource && deciding.has(resource)))
  const blocks = [...Map.groupBy(shown, ({ resource }) => resource ?? '')].map(([resource, values]) =>
    blockOf(resource, values, finding),
  )
  const rest = cited.filter(({ resource }) => !resource || !deciding.has(resource))
  const facts = new Map(rest.map((each) => [factName(each), plainText(each.value)]))
  return { blocks, facts: [...facts].map(([name, value]) => ({ name, value })) }
}

/** What was seen at a moment of a finding's life: each value under the record and the path it was read at. */
export function evidenceThen({
  reasons,
  evidence,
}: Pick<FindingEvent, 'reasons' | 'evidence'>): ShownEvidence['facts'] {
  const cited = [...reasons.flatMap((reason) => reason.evidence), ...evidence]
  return [...new Map(cited.map((each) => [factName(each), plainText(each.value)]))].map(([name, value]) => ({
    name,
    value,
  }))
}

/** Reasons of one finding often cite the same value. */
function distinct(values: Cited[]): Cited[] {
  return [...new Map(values.map((each) => [`${each.resource} ${each.path} ${each.reason ?? ''}`, each])).values()]
}

function factName({ path, resource }: Cited): string {
  return resource ? `${path} of ${shortName(resource)}` : path.replace(/^derived: /, '')
}

/** The first value that a reason cites is the one that decides. */
function citedBy({ text, evidence }: OutcomeReason): Cited[] {
  return evidence.map((each, index) => (index === 0 ? { ...each, reason: text } : each))
}

function blockOf(
  resource: string,
  values: Cited[],
  { configuration, subject }: Pick<FindingDetail, 'configuration' | 'subject'>,
): EvidenceBlock {
  const path = (values.find(({ reason }) => reason !== undefined) ?? values[0])?.path
  const block = { source: shortName(resource), ...(path && { path }) }
  const document =
    configuration !== undefined && isRecordOf(resource, subject, configuration) ? configuration : undefined
  const isPolicy = values.some(({ value }) => typeof value === 'string' && parsedPolicy(value) !== undefined)
  const excerpt = !isPolicy && document && jsonExcerpt(readable(document), marksOf(values))
  return { ...block, lines: excerpt && excerpt.length > 0 ? excerpt : valueLines(values) }
}

function marksOf(values: Cited[]) {
  return values.map(({ path, reason }) => ({ path, ...(reason && { note: reason }) }))
}

/** Whether the stored configuration is that of the record the evidence was read from, and not of another revision. */
function isRecordOf(resource: string, { id, arn }: FindingDetail['subject'], configuration: Json): boolean {
  if (isObject(configuration) && typeof configuration.taskDefinitionArn === 'string') {
    return configuration.taskDefinitionArn === resource
  }
  return resource === arn || resource === id
}

/** Where the record itself is not stored: the cited values, each under its path. */
function valueLines(values: Cited[]): EvidenceLine[] {
  let number = 0
  return values.flatMap(({ path, value, reason }) =>
    jsonLines(readable(value)).map((line, index): EvidenceLine => {
      number += 1
      const text = index === 0 ? `${path}: ${line.text}` : line.text
      const decides = index === 0 && reason !== undefined
      return { number, text, ...(decides && { marked: true, note: reason }) }
    }),
  )
}

/** Policies come as text that holds JSON: opened, so that they can be read line by line. */
function readable(value: Json): Json {
  if (typeof value === 'string') return parsedPolicy(value) ?? value
  if (Array.isArray(value)) return value.map(readable)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, readable(child)]))
}

function parsedPolicy(text: string): Json | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** "payments-api:57" of its ARN; ids are short already. */
function shortName(resource: string): string {
  return resource.startsWith('arn:')
    ? resource.split('/').slice(1).join('/') || resource.split(':').slice(5).join(':')
    : resource
}

function plainText(value: Json): string {
  if (Array.isArray(value)) return value.map(plainText).join(', ') || 'none'
  if (value === null) return 'none'
  return isObject(value) ? JSON.stringify(value) : String(value)
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
