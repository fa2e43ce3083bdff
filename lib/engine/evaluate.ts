import type { Rule } from '#lib/checks/define-check.ts'
import {
  combine,
  isWorse,
  lowered,
  type Reason,
  type Result,
  type Severity,
  severities,
  statusOrder,
} from '#lib/checks/result.ts'
import type { Gap, Inventory } from '#lib/inventory/inventory.ts'
import { type Look, MissingEvidence, openInventory } from '#lib/inventory/look.ts'
import { GLOBAL, type SectionName } from '#lib/inventory/sections.ts'
import { type SubjectItem, strongestUsage } from '#lib/inventory/subjects/subject.ts'
import { countOnce, countRollUps } from './count-once.ts'
import { accountSubject, type Evaluation, fingerprint, type Outcome, type OutcomeReason } from './outcome.ts'

type Item = SubjectItem<unknown>
/** What one item of a subject came to; `gaps` say what an unknown could not read. */
type Judged = { item: Item; result: Result; gaps: readonly Gap[] }

/**
 * Judges every subject of every check. Pure and single-threaded: the same inventory gives the same outcomes. A defect in
 * one check is a visible `unknown` of that check and leaves the others alone.
 */
export function evaluate(inventory: Inventory, checks: readonly Rule[]): Evaluation {
  const open = openInventory(inventory)
  const complete = new Set<string>()
  const outcomes = checks.flatMap((check) => {
    const regions = check.kind.global ? [GLOBAL] : inventory.regions
    return regions.flatMap((region) => {
      const { found, whole } = evaluateRegion(check, open(region))
      if (whole) complete.add(`${check.id}|${region}`)
      return found
    })
  })
  return { outcomes: countRollUps(countOnce(outcomes, checks), checks), complete }
}

function evaluateRegion(check: Rule, look: Look<SectionName>): { found: Outcome[]; whole: boolean } {
  const gaps = gapsOf(check, look)
  const { hidden } = gaps
  const items = attempt(() => check.kind.find(look))
  if (!('value' in items)) return { found: [regionOutcome(check, look, items.missing, items.result)], whole: false }
  const groups = Map.groupBy(items.value, (item) => item.id)
  const found = [...groups.values()].map((group) => subjectOutcome(check, look, gaps, group))
  if (hidden.length > 0) {
    const blind = regionOutcome(check, look, hidden, unreadable(hidden))
    // Where the region itself is judged, its own outcome says so already: one subject has one outcome.
    const said = found.some((one) => one.fingerprint === blind.fingerprint)
    return { found: said ? found : [...found, blind], whole: false }
  }
  return { found: found.length > 0 ? found : [regionOutcome(check, look, [], nothingHere)], whole: true }
}

const nothingHere: Result = { status: 'not_applicable', reason: 'Nothing here that this recommendation is about.' }

/** A region in which there is nothing to judge, or in which subjects could not be listed. */
function regionOutcome(check: Rule, look: Look<SectionName>, gaps: readonly Gap[], result: Result): Outcome {
  const subject = accountSubject(look.account, look.region)
  return { ...blank(check, look, subject), status: result.status, reason: sentence(result), gaps: gaps.map(shortGap) }
}

/** Folds the items of one subject (revisions in use, hosts, digests): the worst outcome counts, its evidence names the part. */
function subjectOutcome(check: Rule, look: Look<SectionName>, gaps: Gaps, items: readonly Item[]): Outcome {
  const [first] = items
  if (!first) throw new Error('a subject has at least one item')
  const judged = items.map((item) => judge(check, look, gaps, item))
  const status = statusOrder.find((one) => judged.some(({ result }) => result.status === one)) ?? 'not_applicable'
  const worst = judged.filter(({ result }) => result.status === status)
  const subject = { type: first.type, id: first.id, name: first.name, arn: first.arn }
  const reasons = worst.flatMap(({ item, result }) =>
    result.status === 'fail' ? result.reasons.map((reason) => finish(check, item, reason)) : [],
  )
  reasons.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  const joined = combine(worst.map(({ result }) => result))
  return {
    ...blank(check, look, subject),
    status,
    severity: reasons[0]?.severity ?? check.severity,
    confidence: confidenceOf(check, reasons),
    usage: strongestUsage(items.flatMap((item) => item.usage ?? [])),
    services: unique(items.flatMap((item) => item.services)),
    clusters: unique(items.flatMap((item) => item.clusters)),
    reasons,
    reason: sentence(joined),
    hints: joined.status === 'pass' ? joined.hints : [],
    evidence: joined.status === 'pass' || joined.status === 'manual' ? joined.evidence : [],
    ...(joined.status === 'manual' && joined.ifYes && { ifYes: joined.ifYes }),
    ...(joined.status === 'manual' && joined.covers && { covers: joined.covers }),
    gaps: worst.flatMap(({ gaps }) => gaps.map(shortGap)),
    wants:
      worst.every(({ result }) => result.status === 'unknown' && result.wants) && status === 'unknown'
        ? 'history'
        : undefined,
  }
}

function judge(check: Rule, look: Look<SectionName>, gaps: Gaps, item: Item): Judged {
  if (item.unread) {
    const { unread: gaps, outOfSight } = item
    return { item, gaps, result: outOfSight ? { status: 'unknown', reason: outOfSight } : unreadable(gaps) }
  }
  if (item.managed && check.skipsManaged) {
    return { item, gaps: [], result: { status: 'not_applicable', reason: 'AWS Batch manages this resource.' } }
  }
  if (item.dormant && check.dormant === 'not-applicable') {
    return {
      item,
      gaps: [],
      result: { status: 'not_applicable', reason: 'The service is dormant: nothing is wanted and nothing runs.' },
    }
  }
  const answer = attempt(() => check.evaluate(item.value, look, item))
  if (!('value' in answer)) return { item, result: answer.result, gaps: answer.missing }
  const { status } = answer.value
  if (status !== 'pass' && status !== 'not_applicable') return { item, result: answer.value, gaps: [] }
  const needed = status === 'pass' ? gaps.blinding : gaps.hidden
  const blinding = needed.filter((gap) => blinds(check, gap, item))
  if (blinding.length === 0) return { item, result: answer.value, gaps: [] }
  return { item, result: unreadable(blinding), gaps: blinding }
}

/** What could not be read in one region: `hidden` may hide subjects, `blinding` may have decided about those that are seen. */
interface Gaps {
  hidden: readonly Gap[]
  blinding: readonly Gap[]
}

function gapsOf(check: Rule, look: Look<SectionName>): Gaps {
  const of = (sections: readonly SectionName[]) => unique(sections).flatMap((section) => look.gaps(section))
  return { hidden: of(hiding(check)), blinding: of([...hiding(check), ...check.sections]) }
}

/**
 * A pass stands only if everything it rests on was readable: whole sections, and whatever concerns how the subject is used.
 * "Not applicable" is a conclusion from absence too, so it needs at least the subject's own sections.
 */
function blinds(check: Rule, gap: Gap, item: Item): boolean {
  if (hiding(check).includes(gap.section)) return check.kind.concerns?.(gap, item) ?? true
  return gap.resource === undefined && (gap.within === undefined || item.clusters.includes(gap.within))
}

/** Sections in which subjects of the check's kind may be that were not found. */
function hiding({ kind }: Rule): readonly SectionName[] {
  return kind.apart ? [...kind.reads, ...kind.apart] : kind.reads
}

function finish(check: Rule, item: Item, reason: Reason): OutcomeReason {
  const own = reason.severity ?? check.severity
  const scored = reason.confidence === 'heuristic' ? lowered(own) : own
  const capped: Severity = item.dormant && check.dormant === 'capped' && isWorse(scored, 'low') ? 'low' : scored
  const text = fill(check.messages[reason.message] ?? reason.message, reason.data)
  const { message: id, confidence, evidence } = reason
  return { id, text, part: item.part, severity: capped, confidence, evidence }
}

function fill(template: string, data: Reason['data']): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole))
}

function confidenceOf(check: Rule, reasons: readonly OutcomeReason[]): Outcome['confidence'] {
  return reasons[0]?.confidence ?? (check.mode === 'heuristic' ? 'heuristic' : 'certain')
}

function unreadable(gaps: readonly Gap[]): Result {
  const actions = unique(gaps.map((gap) => gap.action))
  const reasons = unique(gaps.map((gap) => gap.reason))
  return { status: 'unknown', reason: `Could not read ${actions.join(', ')} (${reasons.join(', ')}).` }
}

function sentence(result: Result): string | undefined {
  if (result.status === 'manual') return result.question
  return result.status === 'not_applicable' || result.status === 'unknown' ? result.reason : undefined
}

function blank(check: Rule, look: Look<SectionName>, subject: Outcome['subject']): Omit<Outcome, 'status'> {
  return {
    check: check.id,
    account: look.account,
    region: look.region,
    subject,
    severity: check.severity,
    confidence: check.mode === 'heuristic' ? 'heuristic' : 'certain',
    services: [],
    clusters: [],
    reasons: [],
    hints: [],
    evidence: [],
    gaps: [],
    fingerprint: fingerprint(look.account, look.region, check.id, subject.id),
  }
}

function shortGap({ action, region, reason, resource, errorCode }: Gap): Outcome['gaps'][number] {
  return { action, region, reason, resource, errorCode }
}

function attempt<T>(read: () => T): { value: T } | { missing: readonly Gap[]; result: Result } {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof MissingEvidence) return { missing: error.gaps, result: unreadable(error.gaps) }
    const kind = error instanceof Error ? error.name : 'error'
    return {
      missing: [],
      result: { status: 'unknown', reason: `The check itself failed (${kind}); please report it.` },
    }
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
