import type { Answerable } from '#lib/checks/define-check.ts'
import type { Attested, Evaluation, Judgement, Outcome } from './outcome.ts'

/** A person's answer that another person has reviewed, as far as it decides anything. */
export interface Answer {
  id: number
  check: string
  /** Absent: it speaks of every account. */
  account?: string
  /** Of the one subject it speaks of; absent: of every subject that is asked the same. */
  fingerprint?: string
  statement: string
  yes: boolean
  by: string
  /** ISO 8601: when it was signed, and from when on it holds no more. */
  at: string
  until: string
  /** Of this account: the subjects it was signed for, each with what the answer covered then. */
  subjects: ReadonlyMap<string, readonly string[]>
}

/** An answer that a scan ended, and why, in one sentence. */
export interface EndedAnswer {
  id: number
  reason: string
}

type Answerables = ReadonlyMap<string, Pick<Answerable<string>, 'messages' | 'statement'>>

/**
 * Puts reviewed answers over what was judged: a yes makes a question pass (or not apply, where the check says so), a no
 * makes it fail. What a program saw wins: a failure that is certain ends the answer to it, and so does anything new in
 * what the answer covered. Nothing is overlaid whose time is over at `now`, nor where the statement has changed.
 */
export function attest(
  evaluation: Evaluation,
  answers: readonly Answer[],
  answerables: Answerables,
  now: string,
): { evaluation: Evaluation; ended: EndedAnswer[] } {
  const inForce = answers.filter(({ until }) => until > now)
  const byCheck = Map.groupBy(inForce, ({ check }) => check)
  const judged = evaluation.outcomes.map(withoutAnswer)
  const ended = new Map<number, string>()
  for (const outcome of judged) {
    for (const answer of (byCheck.get(outcome.check) ?? []).filter((one) => speaksOf(one, outcome))) {
      const reason = endOf(answer, outcome, answerables)
      if (reason && !ended.has(answer.id)) ended.set(answer.id, reason)
    }
  }
  const outcomes = judged.map((outcome) => {
    const statement = statementOf(outcome, answerables)
    if (statement === undefined) return outcome
    const answer = (byCheck.get(outcome.check) ?? [])
      .filter((one) => !ended.has(one.id) && one.statement === statement && speaksOf(one, outcome))
      .toSorted(strongestFirst)[0]
    return answer ? answered(outcome, answer, statement) : outcome
  })
  return {
    evaluation: { ...evaluation, outcomes },
    ended: [...ended].map(([id, reason]) => ({ id, reason })),
  }
}

/** The statement that a person may sign for this outcome; undefined where a person has nothing to say. */
export function statementOf(outcome: Outcome, answerables: Answerables): string | undefined {
  if (outcome.status === 'manual') return outcome.reason
  const answerable = answerables.get(outcome.check)
  if (outcome.status !== 'fail' || !answerable) return undefined
  return outcome.reasons.every(({ id }) => answerable.messages.includes(id)) ? answerable.statement : undefined
}

/** The outcome as it was judged, before any answer counted. */
export function withoutAnswer(outcome: Outcome): Outcome {
  const { attested, ...rest } = outcome
  return attested ? { ...rest, ...attested.judged } : outcome
}

function speaksOf({ account, fingerprint }: Answer, outcome: Outcome): boolean {
  return fingerprint ? fingerprint === outcome.fingerprint : account === undefined || account === outcome.account
}

/** Why what was seen of a subject ends the answer; undefined when it does not. */
function endOf(answer: Answer, outcome: Outcome, answerables: Answerables): string | undefined {
  const { subject } = outcome
  const signed = answer.subjects.get(outcome.fingerprint)
  const statement = statementOf(outcome, answerables)
  if (signed && outcome.status === 'fail' && statement === undefined && answer.yes) {
    return `A scan found the contrary for ${subject.name}: ${outcome.reasons[0]?.text ?? 'it fails.'}`
  }
  if (answer.fingerprint && statement !== undefined && statement !== answer.statement) {
    return `What is asked of ${subject.name} has changed.`
  }
  if (statement !== answer.statement || !outcome.covers) return undefined
  if (!signed) return `${subject.name} appeared, which the answer did not list.`
  const added = outcome.covers.find((item) => !signed.includes(item))
  return added && `For ${subject.name} there is something that the answer did not list: ${added}.`
}

/** The narrower answer counts before the wider, the later before the earlier. */
function strongestFirst(a: Answer, b: Answer): number {
  return breadth(a) - breadth(b) || (a.at < b.at ? 1 : -1) || b.id - a.id
}

function breadth({ account, fingerprint }: Answer): number {
  return fingerprint ? 0 : account ? 1 : 2
}

function answered(outcome: Outcome, { id, yes, by, at, until }: Answer, statement: string): Outcome {
  const attested: Attested = { id, by, at, until, judged: judgementOf(outcome) }
  const said = `${by} on ${at.slice(0, 10)}, until ${until.slice(0, 10)}`
  const { ifYes, covers, countedIn, reasons, ...rest } = outcome
  if (yes) {
    return {
      ...rest,
      attested,
      status: ifYes ?? 'pass',
      confidence: 'certain',
      reasons: [],
      reason: `Attested by ${said}.`,
    }
  }
  // A failure that stood already stands: the answer only says that a person does not take it back.
  if (outcome.status === 'fail') return outcome
  const reason = {
    id: 'answered-no',
    text: `Answered with no by ${said}: ${statement}`,
    severity: outcome.severity,
    confidence: 'certain',
    evidence: outcome.evidence,
  } as const
  return {
    ...rest,
    attested,
    status: 'fail',
    confidence: 'certain',
    reasons: [reason],
    reason: undefined,
    evidence: [],
  }
}

function judgementOf({
  status,
  severity,
  confidence,
  reasons,
  reason,
  evidence,
  ifYes,
  covers,
  countedIn,
}: Outcome): Judgement {
  return { status, severity, confidence, reasons, reason, evidence, ifYes, covers, countedIn }
}
