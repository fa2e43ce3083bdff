import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, attest } from './attest.ts'
import { type Evaluation, fingerprint, type Outcome } from './outcome.ts'

const account = '111122223333'
const now = '2026-11-22T12:00:00.000Z'
const statement = 'Every one of its inputs is validated.'
const shares = 'Other means separate the services of this cluster.'
const answerables = new Map([['sec-cluster-isolation', { messages: ['mixed'], statement: shares }]])

function outcome(name: string, given: Partial<Outcome> = {}): Outcome {
  const check = given.check ?? 'ops-input-validation'
  return {
    check,
    account,
    region: 'eu-west-1',
    subject: { type: 'ecs-service', id: name, name },
    status: 'manual',
    severity: 'medium',
    confidence: 'certain',
    usage: 'running',
    services: [],
    clusters: [],
    reasons: [],
    reason: statement,
    hints: [],
    evidence: [{ path: 'serviceName', value: name }],
    gaps: [],
    fingerprint: fingerprint(account, 'eu-west-1', check, name),
    ...given,
  }
}

const failing = (name: string, id: string, given: Partial<Outcome> = {}) =>
  outcome(name, {
    status: 'fail',
    reason: undefined,
    reasons: [{ id, text: `${name} fails.`, severity: 'medium', confidence: 'certain', evidence: [] }],
    ...given,
  })

function answer(given: Partial<Answer> = {}): Answer {
  return {
    id: 1,
    check: 'ops-input-validation',
    account,
    statement,
    yes: true,
    by: 'Ada',
    at: '2026-11-01T00:00:00.000Z',
    until: '2027-11-01T00:00:00.000Z',
    subjects: new Map([[outcome('web').fingerprint, []]]),
    ...given,
  }
}

const evaluationOf = (...outcomes: Outcome[]): Evaluation => ({ outcomes, complete: new Set() })
const over = (outcomes: Outcome[], answers: Answer[], at = now) =>
  attest(evaluationOf(...outcomes), answers, answerables, at)

describe('a reviewed answer', () => {
  test('of yes makes what it speaks of pass, and says who signed and until when', () => {
    const { evaluation, ended } = over([outcome('web')], [answer()])
    expect(evaluation.outcomes[0]).toMatchObject({
      status: 'pass',
      reason: 'Attested by Ada on 2026-11-01, until 2027-11-01.',
      attested: { id: 1, judged: { status: 'manual', reason: statement } },
      evidence: [{ path: 'serviceName', value: 'web' }],
    })
    expect(ended).toEqual([])
  })

  test('of no makes it fail with the severity of the question', () => {
    const [web] = over([outcome('web')], [answer({ yes: false })]).evaluation.outcomes
    expect(web).toMatchObject({
      status: 'fail',
      severity: 'medium',
      reasons: [{ id: 'answered-no', severity: 'medium' }],
    })
  })

  test('of yes makes what is asked of untagged services not apply', () => {
    const [web] = over([outcome('web', { ifYes: 'not_applicable' })], [answer()]).evaluation.outcomes
    expect(web?.status).toBe('not_applicable')
  })

  test('of another statement decides nothing, and is over when it was of this subject alone', () => {
    const wide = over([outcome('web')], [answer({ statement: 'Something else.' })])
    expect(wide).toMatchObject({ evaluation: { outcomes: [{ status: 'manual' }] }, ended: [] })
    const own = answer({ statement: 'Something else.', fingerprint: outcome('web').fingerprint })
    expect(over([outcome('web')], [own]).ended).toEqual([{ id: 1, reason: 'What is asked of web has changed.' }])
  })

  test('of another account or subject decides nothing', () => {
    for (const given of [{ account: '999900001111' }, { fingerprint: 'other' }, { check: 'cap-load-tested' }]) {
      expect(over([outcome('web')], [answer(given)]).evaluation.outcomes[0]?.status).toBe('manual')
    }
  })

  test('of the subject counts before one of the account, and that before one of all accounts', () => {
    const own = answer({ id: 1, yes: false, fingerprint: outcome('web').fingerprint })
    const here = answer({ id: 2, at: '2026-11-10T00:00:00.000Z' })
    const everywhere = answer({ id: 3, account: undefined, yes: false, at: '2026-11-11T00:00:00.000Z' })
    const outcomes = [outcome('web'), outcome('api')]
    const seen = over(outcomes, [everywhere, here, own]).evaluation.outcomes
    expect(seen.map(({ attested }) => attested?.id)).toEqual([1, 2])
  })

  test('of wide scope speaks of subjects that came later, unless it was about what it listed', () => {
    expect(over([outcome('new')], [answer()]).evaluation.outcomes[0]?.status).toBe('pass')
    const { evaluation, ended } = over([outcome('new', { covers: ['subnet subnet-1'] })], [answer()])
    expect(evaluation.outcomes[0]?.status).toBe('manual')
    expect(ended).toEqual([{ id: 1, reason: 'new appeared, which the answer did not list.' }])
  })

  test('ends with anything new in what it covered, and stays when something is gone', () => {
    const listed = answer({ subjects: new Map([[outcome('web').fingerprint, ['subnet a', 'subnet b']]]) })
    const same = over([outcome('web', { covers: ['subnet b'] })], [listed])
    expect(same).toMatchObject({ evaluation: { outcomes: [{ status: 'pass' }] }, ended: [] })
    const { evaluation, ended } = over([outcome('web', { covers: ['subnet b', 'peering c'] })], [listed])
    expect(evaluation.outcomes[0]?.status).toBe('manual')
    expect(ended[0]?.reason).toContain('peering c')
  })

  test('never stands against what a program saw, and ends with it', () => {
    const { evaluation, ended } = over([failing('web', 'root'), outcome('api')], [answer()])
    expect(evaluation.outcomes.map(({ status }) => status)).toEqual(['fail', 'manual'])
    expect(ended).toEqual([{ id: 1, reason: 'A scan found the contrary for web: web fails.' }])
  })

  test('says nothing of a subject that failed before anybody was asked about it', () => {
    const { evaluation, ended } = over([failing('old', 'root'), outcome('api')], [answer()])
    expect(evaluation.outcomes.map(({ status }) => status)).toEqual(['fail', 'pass'])
    expect(ended).toEqual([])
  })

  test('takes back a failure only where the check lets a person answer for all of its reasons', () => {
    const check = 'sec-cluster-isolation'
    const signed = answer({ check, statement: shares, subjects: new Map() })
    const mixed = failing('main', 'mixed', { check })
    const both = { ...mixed, reasons: [...mixed.reasons, ...failing('main', 'peering').reasons] }
    expect(over([mixed], [signed]).evaluation.outcomes[0]).toMatchObject({ status: 'pass', reasons: [] })
    expect(over([both], [signed]).evaluation.outcomes[0]).toEqual(both)
    const [declined] = over([mixed], [{ ...signed, yes: false }]).evaluation.outcomes
    expect(declined).toEqual(mixed)
  })

  test('leaves unknown unknown: an answer is no evidence of what could not be read', () => {
    const lost = outcome('web', { status: 'unknown', reason: 'Could not read.' })
    expect(over([lost], [answer()])).toMatchObject({ evaluation: { outcomes: [lost] }, ended: [] })
  })
})

const names = ['web', 'api', 'jobs']
const anyOutcome = fc.record({
  name: fc.constantFrom(...names),
  status: fc.constantFrom('manual', 'pass', 'unknown', 'not_applicable', 'fail'),
  covers: fc.option(fc.subarray(['a', 'b', 'c']), { nil: undefined }),
})
const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-11-${String(d).padStart(2, '0')}T12:00:00.000Z`)
const anyAnswer = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  yes: fc.boolean(),
  until: day,
  statement: fc.constantFrom(statement, 'Another.'),
  account: fc.constantFrom(account, undefined, '999900001111'),
  fingerprint: fc.constantFrom(undefined, ...names.map((name) => outcome(name).fingerprint)),
  subjects: fc
    .array(fc.tuple(fc.constantFrom(...names.map((name) => outcome(name).fingerprint)), fc.subarray(['a', 'b', 'c'])))
    .map((pairs): ReadonlyMap<string, readonly string[]> => new Map(pairs)),
})

test('whatever was answered: nothing is attested without an answer that holds at that moment, and none outlives its date', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyOutcome, { selector: ({ name }) => name }),
      fc.uniqueArray(anyAnswer, { selector: ({ id }) => id }),
      day,
      (seen, given, at) => {
        const outcomes = seen.map(({ name, status, covers }) =>
          status === 'fail'
            ? failing(name, 'root')
            : outcome(name, { status, ...(status === 'manual' && covers && { covers }) }),
        )
        const answers = given.map((one) => answer(one))
        const first = over(outcomes, answers, at)
        const over_ = new Set(first.ended.map(({ id }) => id))
        for (const [index, one] of first.evaluation.outcomes.entries()) {
          const judged = outcomes[index]
          if (!one.attested) {
            expect(one).toEqual(judged)
            continue
          }
          const behind = answers.find(({ id }) => id === one.attested?.id)
          expect(judged?.status).toBe('manual')
          expect(behind && behind.until > at && behind.statement === statement && !over_.has(behind.id)).toBe(true)
          expect(one.status).toBe(behind?.yes ? 'pass' : 'fail')
        }
        // When all answers are over everything is as it was judged, whatever stood there before.
        expect(attest(first.evaluation, answers, answerables, '2027-01-01T00:00:00.000Z').evaluation.outcomes).toEqual(
          outcomes,
        )
        // The same answers over what they were put on before say the same.
        expect(attest(first.evaluation, answers, answerables, at)).toEqual(first)
      },
    ),
    { numRuns: 500 },
  )
})
