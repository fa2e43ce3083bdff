import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Evaluation, fingerprint, type Outcome, type Status } from './outcome.ts'
import {
  type Changes,
  contentHash,
  factsHash,
  reconcile,
  type Stored,
  type StoredFinding,
  type StoredOutcome,
  verdictHash,
} from './reconcile.ts'

const account = '111122223333'
const region = 'eu-west-1'
const checks = [
  { id: 'a', aliases: [] },
  { id: 'b', aliases: ['old-b'] },
]

const outcome = (status: Status, given: Partial<Outcome> & { name?: string } = {}): Outcome => {
  const { name = 'web', check = 'a', ...rest } = given
  return {
    check,
    account,
    region,
    subject: { type: 'container', id: name, name },
    status,
    severity: 'medium',
    confidence: 'certain',
    usage: 'running',
    services: [],
    clusters: [],
    reasons:
      status === 'fail'
        ? [{ id: 'r', text: 'It is so.', part: `${name}:1`, severity: 'medium', confidence: 'certain', evidence: [] }]
        : [],
    hints: [],
    evidence: [],
    gaps: [],
    fingerprint: fingerprint(account, region, check, name),
    ...rest,
  }
}
const evaluation = (outcomes: Outcome[], complete = ['a', 'b']): Evaluation => ({
  outcomes,
  complete: new Set(complete.map((check) => `${check}|${region}`)),
})
const empty: Stored = { outcomes: new Map(), findings: new Map() }
const compare = (stored: Stored, scan: Evaluation, set = checks) => reconcile(scan, stored, set, () => 50)
const storedAfter = (...scans: Evaluation[]) =>
  scans.reduce((stored, scan) => apply(stored, compare(stored, scan)), empty)
const kinds = ({ opened, changed, reopened, updated, resolved }: Changes) => ({
  opened: opened.length,
  changed: changed.length,
  reopened: reopened.length,
  updated: updated.length,
  resolved: resolved.map(({ reason }) => reason),
})
const nothing = { opened: 0, changed: 0, reopened: 0, updated: 0, resolved: [] }

/** What the data layer does with changes, as far as a next comparison can see it. */
function apply(stored: Stored, changes: Changes): Stored {
  const outcomes = new Map<string, StoredOutcome>(stored.outcomes)
  const findings = new Map<string, StoredFinding>(stored.findings)
  for (const { from, to, check } of changes.renamed) {
    const finding = findings.get(from)
    if (finding) findings.set(to, { ...finding, check })
    findings.delete(from)
  }
  for (const { outcome: one } of changes.write) {
    outcomes.set(one.fingerprint, { check: one.check, region, hash: contentHash(one) })
  }
  for (const gone of changes.remove) outcomes.delete(gone)
  for (const { outcome: one, priority, verdict, facts } of [
    ...changes.opened.map((change) => ({
      ...change,
      verdict: verdictHash(change.outcome),
      facts: factsHash(change.outcome),
    })),
    ...changes.changed,
    ...changes.reopened,
    ...changes.updated,
  ]) {
    findings.set(one.fingerprint, {
      check: one.check,
      region,
      state: 'open',
      status: 'fail',
      priority,
      verdict,
      facts,
    })
  }
  for (const { fingerprint: obscured, status } of changes.obscured) {
    const finding = findings.get(obscured)
    if (finding) findings.set(obscured, { ...finding, status })
  }
  for (const { fingerprint: resolved } of changes.resolved) {
    const finding = findings.get(resolved)
    if (finding) findings.set(resolved, { ...finding, state: 'resolved' })
  }
  return { outcomes, findings }
}

describe('a comparison', () => {
  test('opens a finding for a failure in use, and none for one that is only registered', () => {
    const changes = compare(empty, evaluation([outcome('fail'), outcome('fail', { name: 'old', usage: 'registered' })]))
    expect(kinds(changes)).toEqual({ ...nothing, opened: 1 })
    expect(changes.write).toHaveLength(2)
  })

  test.each([
    ['pass', outcome('pass'), ['fixed']],
    ['not applicable', outcome('not_applicable'), ['not_applicable']],
    ['a failure that nothing uses any more', outcome('fail', { usage: 'registered' }), ['no_longer_in_use']],
    ['unknown', outcome('unknown'), []],
    ['manual', outcome('manual'), []],
    ['unknown where nothing uses it', outcome('unknown', { usage: 'registered' }), []],
  ])('%s ends an open finding with the right reason, or not at all', (_, now, resolved) => {
    const stored = storedAfter(evaluation([outcome('fail')]))
    expect(kinds(compare(stored, evaluation([now])))).toEqual({ ...nothing, resolved })
  })

  test('a subject that is missing resolves only where all subjects were found', () => {
    const stored = storedAfter(evaluation([outcome('fail')]))
    expect(kinds(compare(stored, evaluation([], ['b'])))).toEqual(nothing)
    expect(compare(stored, evaluation([], ['b'])).remove).toEqual([])
    expect(kinds(compare(stored, evaluation([], ['a'])))).toEqual({ ...nothing, resolved: ['deleted'] })
  })

  test('a failure after a resolution reopens the same finding', () => {
    const stored = storedAfter(evaluation([outcome('fail')]), evaluation([outcome('pass')]))
    expect(kinds(compare(stored, evaluation([outcome('fail')])))).toEqual({ ...nothing, reopened: 1 })
  })

  test('another revision with the same fault is no change of the finding; another reason or severity is', () => {
    const failing = outcome('fail')
    const stored = storedAfter(evaluation([failing]))
    const reasons = failing.reasons.map((reason) => ({ ...reason, part: 'web:2', evidence: [{ path: 'x', value: 1 }] }))
    const deployed = compare(stored, evaluation([{ ...failing, reasons }]))
    expect(kinds(deployed)).toEqual(nothing)
    expect(deployed.write).toHaveLength(1)
    const worse = compare(stored, evaluation([{ ...failing, severity: 'high' }]))
    expect(kinds(worse)).toEqual({ ...nothing, changed: 1 })
  })

  test('a finding that cannot be judged shows it once, and is itself again when it can', () => {
    const stored = storedAfter(evaluation([outcome('fail')]), evaluation([outcome('unknown')]))
    expect(compare(stored, evaluation([outcome('unknown')])).obscured).toEqual([])
    expect(compare(stored, evaluation([outcome('manual')])).obscured).toMatchObject([{ status: 'manual' }])
    expect(kinds(compare(stored, evaluation([outcome('fail')])))).toEqual({ ...nothing, updated: 1 })
  })

  test('usage and priority are kept current without an event', () => {
    const stored = storedAfter(evaluation([outcome('fail')]))
    expect(kinds(compare(stored, evaluation([outcome('fail', { usage: 'desired' })])))).toEqual({
      ...nothing,
      updated: 1,
    })
    expect(kinds(reconcile(evaluation([outcome('fail')]), stored, checks, () => 60))).toEqual({
      ...nothing,
      updated: 1,
    })
  })

  test('a check that was retired ends its findings apart from those that were fixed', () => {
    const stored = storedAfter(evaluation([outcome('fail')]))
    const changes = compare(stored, evaluation([], []), [{ id: 'b', aliases: [] }])
    expect(kinds(changes)).toEqual({ ...nothing, resolved: ['check_retired'] })
    expect(changes.remove).toHaveLength(1)
  })

  test('a renamed check keeps its findings, also where it was not observed', () => {
    const before = [{ id: 'old-b', aliases: [] }]
    const stored = apply(empty, compare(empty, evaluation([outcome('fail', { check: 'old-b' })]), before))
    const renamed = compare(stored, evaluation([outcome('fail', { check: 'b' })]))
    expect(kinds(renamed)).toEqual(nothing)
    expect(renamed.renamed).toEqual([
      { from: fingerprint(account, region, 'old-b', 'web'), to: fingerprint(account, region, 'b', 'web'), check: 'b' },
    ])
    expect(kinds(compare(apply(stored, renamed), evaluation([outcome('fail', { check: 'b' })])))).toEqual(nothing)
    expect(kinds(compare(stored, evaluation([], [])))).toEqual(nothing)
  })
})

test('of two checks that became one the life of the first goes on, and the other ends with its check', () => {
  const before = ['old-a', 'old-b'].map((id) => ({ id, aliases: [] }))
  const first = evaluation([outcome('fail', { check: 'old-a' }), outcome('fail', { check: 'old-b' })], [])
  const stored = apply(empty, compare(empty, first, before))
  const changes = compare(stored, evaluation([outcome('fail', { check: 'b' })]), [
    { id: 'b', aliases: ['old-a', 'old-b'] },
  ])
  expect(changes.renamed).toMatchObject([{ from: fingerprint(account, region, 'old-a', 'web') }])
  expect(changes.resolved).toEqual([
    { fingerprint: fingerprint(account, region, 'old-b', 'web'), reason: 'check_retired' },
  ])
  expect(changes.remove).toHaveLength(2)
})

test('a revision that nothing uses fixes nothing, whatever it comes to', () => {
  const stored = storedAfter(evaluation([outcome('fail')]))
  for (const status of ['pass', 'not_applicable'] as const) {
    const changes = compare(stored, evaluation([outcome(status, { usage: 'registered' })]))
    expect(kinds(changes)).toEqual({ ...nothing, resolved: ['no_longer_in_use'] })
  }
})

/** One scan of a history: what each of eight subjects came to (`absent` is not there), and which checks were complete. */
const anyScan = fc
  .record({
    seen: fc.array(
      fc.record({
        status: fc.constantFrom('pass', 'fail', 'unknown', 'manual', 'not_applicable', 'absent'),
        usage: fc.constantFrom('running', 'desired', 'registered'),
        severity: fc.constantFrom('high', 'medium'),
      }),
      { minLength: 8, maxLength: 8 },
    ),
    complete: fc.subarray(['a', 'b']),
  })
  .map(({ seen, complete }) =>
    evaluation(
      seen.flatMap(({ status, ...given }, index) =>
        status === 'absent' ? [] : [outcome(status, { ...given, check: index < 4 ? 'a' : 'b', name: `s${index % 4}` })],
      ),
      complete,
    ),
  )
const histories = fc.array(anyScan, { minLength: 1, maxLength: 12 })

describe('for all histories of scans', () => {
  test('the same scan twice changes nothing', () => {
    fc.assert(
      fc.property(histories, (scans) => {
        const stored = storedAfter(...scans)
        const last = scans.at(-1)
        if (!last) return
        const again = compare(stored, last)
        expect(kinds(again)).toEqual(nothing)
        expect([...again.write, ...again.remove, ...again.obscured]).toEqual([])
      }),
    )
  })

  test('a finding is opened once in its life, so that its age never starts again', () => {
    fc.assert(
      fc.property(histories, (scans) => {
        const born = new Map<string, number>()
        scans.reduce((stored, scan) => {
          const changes = compare(stored, scan)
          for (const { outcome: one } of changes.opened) {
            born.set(one.fingerprint, (born.get(one.fingerprint) ?? 0) + 1)
          }
          return apply(stored, changes)
        }, empty)
        expect([...born.values()].every((count) => count === 1)).toBe(true)
      }),
    )
  })

  test('nothing is resolved or removed without an observation that proves it', () => {
    fc.assert(
      fc.property(histories, (scans) => {
        scans.reduce((stored, scan) => {
          const changes = compare(stored, scan)
          const now = new Map(scan.outcomes.map((one) => [one.fingerprint, one]))
          for (const { fingerprint: resolved, reason } of changes.resolved) {
            const seen = now.get(resolved)
            if (seen) expect(['unknown', 'manual']).not.toContain(seen.status)
            else expect(scan.complete).toContain(`${stored.findings.get(resolved)?.check}|${region}`)
            expect(reason === 'deleted').toBe(seen === undefined)
          }
          for (const removed of changes.remove) {
            expect(now.has(removed)).toBe(false)
            expect(scan.complete).toContain(`${stored.outcomes.get(removed)?.check}|${region}`)
          }
          return apply(stored, changes)
        }, empty)
      }),
    )
  })

  test('a finding is open exactly while its subject fails in use, as far as anybody could see', () => {
    fc.assert(
      fc.property(histories, (scans) => {
        scans.reduce((stored, scan) => {
          const next = apply(stored, compare(stored, scan))
          for (const one of scan.outcomes) {
            if (one.status === 'unknown' || one.status === 'manual') {
              expect(next.findings.get(one.fingerprint)?.state).toBe(stored.findings.get(one.fingerprint)?.state)
            } else {
              const fails = one.status === 'fail' && one.usage !== 'registered'
              expect(next.findings.get(one.fingerprint)?.state === 'open').toBe(fails)
            }
          }
          return next
        }, empty)
      }),
    )
  })
})
