import { describe, expect, test } from 'vitest'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { type Evidence, resolvePath } from '#lib/inventory/evidence.ts'
import type { Gap, Inventory } from '#lib/inventory/inventory.ts'
import { type SectionName, type Sections, sectionRegion, sections } from '#lib/inventory/sections.ts'
import type { Rule } from '../define-check.ts'
import type { Confidence, Severity } from '../result.ts'
import { type EstateOptions, type Given, inventoryOf } from './estate.ts'
import { region } from './ids.ts'

/** What stands in place of the good estate. `subject` names the one meant, by id, when the case has several. */
interface Case extends EstateOptions {
  given?: Given
  subject?: string
}
interface PassCase extends Case {
  /** Part of the advice that must be given; absent: there must be none. */
  hint?: string
}
interface FailCase extends Case {
  /** Key of the check's message, or keys when it fails for several reasons. */
  message: string | readonly string[]
  severity?: Severity
  confidence?: Confidence
}
interface ReasonCase extends Case {
  /** Part of the sentence that must be given. */
  reason?: string
}
interface ManualCase extends ReasonCase {
  /** Paths of evidence that must be shown beside the question. */
  shows?: readonly string[]
}
export interface Cases {
  pass?: Record<string, PassCase>
  fail?: Record<string, FailCase>
  notApplicable?: Record<string, ReasonCase>
  unknown?: Record<string, ReasonCase & { wants?: 'history' }>
  manual?: Record<string, ManualCase>
}

/**
 * Runs cases of one check. Beside what the cases say it proves: nothing is changed in the (frozen) inventory, the same
 * inventory gives the same answer, every message is used, evidence resolves to what the inventory holds, a pass never
 * survives when a section it needs is unreadable, a failure never turns into a pass or a not applicable by that, nothing
 * fails by it, and a question is asked whether or not the facts shown beside it could be read.
 */
export function testCheck(check: Rule, cases: Cases): void {
  describe(check.id, () => {
    for (const [name, it] of Object.entries(cases.pass ?? {})) {
      test(`passes: ${name}`, () => {
        const outcome = run(check, it)
        expect(outcome.status, outcome.reasons.map((reason) => reason.text).join(' ') || outcome.reason).toBe('pass')
        if (it.hint) expect(outcome.hints.join(' ')).toContain(it.hint)
        else expect(outcome.hints).toEqual([])
      })
      test(`no pass without evidence: ${name}`, () => expectNoPassWhenBlind(check, it))
      test(`no failure for want of evidence: ${name}`, () => expectNoFailureWhenBlind(check, it))
    }
    for (const [name, it] of Object.entries(cases.fail ?? {})) {
      test(`fails: ${name}`, () => {
        const outcome = run(check, it)
        expect(outcome.status, outcome.reason).toBe('fail')
        expect([...new Set(outcome.reasons.map((reason) => reason.id))].toSorted()).toEqual(
          [it.message].flat().toSorted(),
        )
        expect(outcome.severity).toBe(it.severity ?? check.severity)
        expect(outcome.confidence).toBe(it.confidence ?? 'certain')
        for (const reason of outcome.reasons) expect(reason.text, 'every placeholder is filled').not.toMatch(/\{\w+\}/)
        for (const reason of outcome.reasons) {
          expect(reason.evidence.length, `${reason.id} has evidence`).toBeGreaterThan(0)
          expectEvidence(it, reason.evidence)
        }
      })
      test(`a failure is not resolved by a gap: ${name}`, () => expectNoFalseResolve(check, it))
      test(`a gap adds no failure: ${name}`, () => expectNoFailureWhenBlind(check, it))
    }
    for (const [name, it] of Object.entries(cases.notApplicable ?? {})) {
      test(`does not apply: ${name}`, () => expectReason(run(check, it), 'not_applicable', it.reason))
      test(`no failure for want of evidence: ${name}`, () => expectNoFailureWhenBlind(check, it))
    }
    for (const [name, it] of Object.entries(cases.unknown ?? {})) {
      test(`cannot tell: ${name}`, () => {
        const outcome = run(check, it)
        expectReason(outcome, 'unknown', it.reason)
        expect(outcome.wants).toBe(it.wants)
      })
    }
    for (const [name, it] of Object.entries(cases.manual ?? {})) {
      test(`asks a person: ${name}`, () => {
        const outcome = run(check, it)
        expectReason(outcome, 'manual', it.reason)
        expectEvidence(it, outcome.evidence)
        expect(outcome.evidence.map((one) => one.path)).toEqual(expect.arrayContaining([...(it.shows ?? [])]))
      })
      test(`asks without the facts beside it: ${name}`, () => {
        for (const section of check.asks?.shows ?? [])
          if (!check.sections.includes(section))
            expect(named(evaluate(blinded(it, section), [check]).outcomes, it.subject).status, section).toBe('manual')
      })
    }
    test('every message is used by a case', () => {
      const used = new Set(Object.values(cases.fail ?? {}).flatMap((it) => it.message))
      expect([...used].toSorted()).toEqual(Object.keys(check.messages).toSorted())
    })
  })
}

function run(check: Rule, it: Case): Outcome {
  const inventory = inventoryOf(it.given ?? {}, it)
  const { outcomes } = evaluate(inventory, [check])
  expect(evaluate(inventory, [check]).outcomes, 'the same inventory gives the same answer').toEqual(outcomes)
  return named(outcomes, it.subject)
}

/** The outcome on the subject a case means; the only one when it names none. */
function named(outcomes: readonly Outcome[], subject: string | undefined): Outcome {
  if (subject) {
    const found = outcomes.find((outcome) => outcome.subject.id === subject)
    if (!found)
      throw new Error(`no outcome for ${subject}; there are ${outcomes.map((one) => one.subject.id).join(', ')}`)
    return found
  }
  const [only, ...others] = outcomes
  if (!only || others.length > 0) {
    throw new Error(
      `say which subject the case means: ${outcomes.map((one) => `${one.subject.id} (${one.status})`).join(', ')}`,
    )
  }
  return only
}

function expectReason(outcome: Outcome, status: Outcome['status'], reason: string | undefined): void {
  expect(outcome.status, outcome.reasons.map((one) => one.text).join(' ') || outcome.reason).toBe(status)
  if (reason) expect(outcome.reason).toContain(reason)
  else expect(outcome.reason).toBeTruthy()
}

/** Every piece of evidence names a record of the inventory and repeats what stands there; absent fields have a parent. */
function expectEvidence(it: Case, cited: readonly Evidence[]): void {
  const inventory = inventoryOf(it.given ?? {}, it)
  for (const evidence of cited) {
    if (!evidence.section) {
      expect(evidence.path).toMatch(/^derived: /)
      continue
    }
    const record = recordsOf(inventory, evidence.section).find(
      (one) => keyOf(evidence.section as SectionName, one) === evidence.resource,
    )
    expect(record, `${evidence.section} ${evidence.resource} is in the inventory`).toBeDefined()
    expect(resolvePath(record, evidence.path)).toEqual(evidence.value)
    const parent = evidence.path.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')
    if (parent) expect(resolvePath(record, parent), `${evidence.path} has a parent`).not.toBeNull()
  }
}

function expectNoPassWhenBlind(check: Rule, it: Case): void {
  for (const section of check.sections) {
    const { outcomes } = evaluate(blinded(it, section), [check])
    expect(
      outcomes.filter((one) => one.status === 'pass'),
      `${section} unreadable`,
    ).toEqual([])
  }
  for (const section of check.kind.apart ?? []) {
    const { outcomes, complete } = evaluate(blinded(it, section), [check])
    expect(
      outcomes.map((one) => one.status),
      `${section} unreadable is said`,
    ).toContain('unknown')
    expect([...complete], `${section} unreadable may hide subjects`).toEqual([])
  }
}

/** What cannot be seen fails nothing that did not fail before, under its own name or another. */
function expectNoFailureWhenBlind(check: Rule, it: Case): void {
  const failing = (inventory: Inventory) =>
    evaluate(inventory, [check]).outcomes.flatMap(({ status, fingerprint }) => (status === 'fail' ? [fingerprint] : []))
  const before = new Set(failing(inventoryOf(it.given ?? {}, it)))
  for (const section of [...check.sections, ...(check.kind.apart ?? [])])
    expect(
      failing(blinded(it, section)).filter((one) => !before.has(one)),
      `${section} unreadable`,
    ).toEqual([])
}

/** Neither a section that is unreadable nor one record of those that prove the failure. */
function expectNoFalseResolve(check: Rule, it: Case): void {
  const failing = run(check, it)
  const stands = (inventory: Inventory, unread: string) => {
    const { outcomes, complete } = evaluate(inventory, [check])
    const now = outcomes.find((one) => one.fingerprint === failing.fingerprint)
    if (now) expect(['fail', 'unknown'], `${unread} unreadable: ${now.reason}`).toContain(now.status)
    else expect(complete.has(`${check.id}|${failing.region}`), `${unread} unreadable hides the subject`).toBe(false)
  }
  for (const section of [...check.sections, ...(check.kind.apart ?? [])]) stands(blinded(it, section), section)
  // A gap of events names what was looked up, not one event: apiEventWindows tells of it.
  for (const { section, resource } of failing.reasons.flatMap(({ evidence }) => evidence))
    if (section && resource && section !== 'apiEvents') stands(blinded(it, section, resource), `${section} ${resource}`)
}

/** The case with one section denied, or one record of it: it is not there, and a gap says why. */
function blinded<S extends SectionName>(it: Case, section: S, resource?: string): Inventory {
  const action = sections[section].actions[0] ?? ''
  const rest = recordsOf(inventoryOf(it.given ?? {}, it), section).filter(
    (one) => resource !== undefined && keyOf(section, one) !== resource,
  )
  const gap: Gap = {
    section,
    region: sectionRegion(section, region),
    action,
    reason: 'denied',
    errorCode: 'AccessDeniedException',
    ...(resource !== undefined && { resource }),
  }
  return inventoryOf({ ...it.given, [section]: rest }, { ...it, gaps: [...(it.gaps ?? []), gap] })
}

function recordsOf<S extends SectionName>(inventory: Inventory, section: S): readonly Sections[S][] {
  return inventory.sections[section]?.[sectionRegion(section, region)] ?? []
}

function keyOf(section: SectionName, record: Sections[SectionName]): string {
  return (sections[section].key as (one: Sections[SectionName]) => string)(record)
}
