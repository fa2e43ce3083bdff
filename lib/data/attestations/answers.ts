import type { PoolClient } from 'pg'
import { rules } from '#lib/checks/questions.ts'
import { type Answer, attest, type EndedAnswer } from '#lib/engine/attest.ts'
import type { Evaluation } from '#lib/engine/outcome.ts'

/** Failures that a person may answer for, by check. */
export const answerables = new Map(
  rules.flatMap(({ id, answerable }): [string, NonNullable<typeof answerable>][] =>
    answerable ? [[id, answerable]] : [],
  ),
)

interface AnswerRow {
  id: number
  check_id: string
  account: string | null
  fingerprint: string | null
  statement: string
  yes: boolean
  signed_name: string
  signed_at: Date
  expires_at: Date
  subjects: Record<string, string[]> | null
}

/** The reviewed answers that speak of an account. @param checks absent: of every check */
export async function readAnswers(client: PoolClient, account: string, checks?: readonly string[]): Promise<Answer[]> {
  const { rows } = await client.query<AnswerRow>(
    `select id, check_id, account, fingerprint, statement, yes, signed_name, signed_at, expires_at,
       (select json_object_agg(replace(s.fingerprint::text, '-', ''), s.covers) from attested_subject s
        where s.attestation = a.id and s.account = $1) as subjects
     from attestation a
     where state = 'valid' and (account = $1 or account is null) and ($2::text[] is null or check_id = any($2))
     order by id`,
    [account, checks ?? null],
  )
  return rows.map((row) => ({
    id: row.id,
    check: row.check_id,
    account: row.account ?? undefined,
    fingerprint: row.fingerprint ?? undefined,
    statement: row.statement,
    yes: row.yes,
    by: row.signed_name,
    at: row.signed_at.toISOString(),
    until: row.expires_at.toISOString(),
    subjects: new Map(Object.entries(row.subjects ?? {})),
  }))
}

/** The answers of an account, ready to be laid over what a scan judged; what it ends is gathered in `ended`. */
export interface Layer {
  lay(evaluation: Evaluation): Evaluation
  ended: EndedAnswer[]
}

/** @param now ISO 8601: answers whose time is over by then decide nothing */
export async function answerLayer(client: PoolClient, account: string, now: string): Promise<Layer> {
  const answers = await readAnswers(client, account)
  const layer: Layer = {
    ended: [],
    lay(evaluation) {
      if (answers.length === 0) return evaluation
      const attested = attest(evaluation, answers, answerables, now)
      layer.ended = attested.ended
      return attested.evaluation
    },
  }
  return layer
}

/** Notes which answers ended, when and why. What else rests on them is judged anew when the clock next ticks. */
export async function endAnswers(client: PoolClient, ended: readonly EndedAnswer[], now: string): Promise<void> {
  for (const { id, reason } of ended) {
    await client.query(
      `update attestation set state = 'ended', ended_at = $2, ended_reason = $3 where id = $1 and state = 'valid'`,
      [id, now, reason],
    )
  }
}
