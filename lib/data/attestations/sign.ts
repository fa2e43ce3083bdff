import type { PoolClient } from 'pg'
import { statementOf, withoutAnswer } from '#lib/engine/attest.ts'
import { isFingerprint } from '#lib/engine/outcome.ts'
import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import type { Scope } from '../posture/scope.ts'
import { readOutcomes, type StoredRow } from '../store/stored-outcome.ts'
import { inTransaction } from '../transaction.ts'
import { requireAccount, requirePermission, type Viewer, visibleAccounts } from '../viewer.ts'
import { answerables } from './answers.ts'
import { type GivenFile, insertFile } from './files.ts'
import { type Reach, requireReach } from './reach.ts'
import { readServiceProvider, validDaysOf } from './validity.ts'

export const scopes = ['subject', 'account', 'all'] as const
export type AttestationScope = (typeof scopes)[number]

export interface AnswerInput {
  /** Of the subject that is asked. */
  fingerprint: string
  scope: AttestationScope
  yes: boolean
  /** As it was shown: what is signed. */
  statement: string
  comment: string
  links: readonly string[]
  file?: GivenFile
}

/** What is asked of a subject now. */
export interface Asked {
  fingerprint: string
  check: string
  account: string
  region: string
  subject: { type: string; name: string }
  statement: string
  /** Facts shown beside it, and what an answer covers. */
  evidence: StoredRow['outcome']['evidence']
  covers: readonly string[]
  /** Subjects that are asked the same, in this account and in all that the viewer may see. */
  sameHere: number
  sameEverywhere: number
}

const dayMs = 86_400_000
const mostLinks = 10
const longest = { link: 2_000, comment: 4_000 }

/** What a person may sign for a subject now; undefined when nothing is asked of it, or the viewer may not see it. */
export async function readAsked(viewer: Viewer, fingerprint: string): Promise<Asked | undefined> {
  return inTransaction(async (client) => {
    const asked = await askedOf(client, fingerprint)
    if (!asked || (viewer.accounts !== 'all' && !viewer.accounts.includes(asked.row.outcome.account))) return undefined
    const { outcome } = asked.row
    const same = await askedTheSame(client, asked, viewer.accounts === 'all' ? undefined : viewer.accounts)
    return {
      fingerprint,
      check: outcome.check,
      account: outcome.account,
      region: outcome.region,
      subject: { type: outcome.subject.type, name: outcome.subject.name },
      statement: asked.statement,
      evidence: outcome.evidence,
      covers: outcome.covers ?? [],
      sameHere: same.filter((one) => one.outcome.account === outcome.account).length,
      sameEverywhere: same.length,
    }
  })
}

/** Signs an answer. It waits for a second person, and decides nothing before. Returns its number. */
export async function signAnswer(viewer: Viewer, input: AnswerInput, now = new Date()): Promise<number> {
  requirePermission(viewer, 'attest')
  const { comment, links } = requireValid(input)
  const isProvider = await readServiceProvider()
  return inTransaction(async (client) => {
    const asked = await askedOf(client, input.fingerprint)
    if (!asked) throw new InvalidInput('Nothing is asked of it any more: reload the page.')
    const { outcome } = asked.row
    requireAccount(viewer, outcome.account)
    const reach: Reach = input.scope === 'all' ? {} : { account: outcome.account }
    requireReach(viewer, reach)
    if (asked.statement !== input.statement) {
      throw new InvalidInput('What is asked has changed since the page was opened: reload it and read it again.')
    }
    const days = validDaysOf(outcome.check, isProvider)
    const own = input.scope === 'subject'
    const { rows } = await client.query<{ id: number; name: string }>(
      `insert into attestation (check_id, account, fingerprint, subject_name, yes, statement, comment, links, signed_by,
         signed_name, signed_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce((select name from "user" where id = $9), $9), $10, $11)
       returning id`,
      [
        outcome.check,
        reach.account,
        own ? input.fingerprint : null,
        own ? outcome.subject.name : null,
        input.yes,
        input.statement,
        comment,
        links,
        viewer.userId,
        now,
        new Date(now.getTime() + days * dayMs),
      ],
    )
    const id = rows[0]?.id ?? 0
    const same = own ? [asked.row] : await askedTheSame(client, asked, reach.account ? [reach.account] : undefined)
    await client.query(
      `insert into attested_subject (attestation, fingerprint, account, covers)
       select $1, r.* from json_to_recordset($2::json) as r(fingerprint uuid, account text, covers text[])`,
      [
        id,
        JSON.stringify(
          same.map(({ outcome: { fingerprint, account, covers = [] } }) => ({ fingerprint, account, covers })),
        ),
      ],
    )
    const file = input.file && (await insertFile(client, viewer, id, input.file))
    await appendAudit(client, viewer, {
      verb: 'attestation.sign',
      target: `attestation/A-${id}`,
      account: reach.account,
      after: {
        check: outcome.check,
        scope: input.scope,
        yes: input.yes,
        subjects: same.length,
        links,
        comment,
        ...(file && { file }),
      },
    })
    return id
  })
}

interface AskedRow {
  row: StoredRow
  statement: string
}

async function askedOf(client: PoolClient, fingerprint: string): Promise<AskedRow | undefined> {
  const [row] = isFingerprint(fingerprint) ? await readOutcomes(client, 'o.fingerprint = $1', [fingerprint]) : []
  const statement = row && statementBehind(row)
  return row && statement !== undefined ? { row, statement } : undefined
}

/** What is asked of an outcome, also while an answer stands on it: it may be signed anew before its time is over. */
function statementBehind({ outcome }: StoredRow): string | undefined {
  return statementOf(withoutAnswer(outcome), answerables)
}

/** Every subject of the check that is asked the same. @param accounts absent: of all */
async function askedTheSame(
  client: PoolClient,
  { row, statement }: AskedRow,
  accounts: readonly string[] | undefined,
): Promise<StoredRow[]> {
  const rows = await readOutcomes(
    client,
    `o.check_id = $1 and o.account = any(coalesce($2::text[], array(select id from aws_account)))
     and (o.status in ('manual', 'fail') or o.attestation is not null)`,
    [row.outcome.check, accounts ?? null],
  )
  return rows.filter((one) => statementBehind(one) === statement)
}

function requireValid({ yes, comment, links, file }: AnswerInput): { comment: string; links: string[] } {
  const said = comment.trim()
  if (said.length > longest.comment)
    throw new InvalidInput(`Use at most ${longest.comment} characters for the comment.`)
  const given = links.map((link) => link.trim()).filter((link) => link !== '')
  if (given.length > mostLinks) throw new InvalidInput(`Give ${mostLinks} links at most.`)
  for (const link of given) {
    const protocol = URL.canParse(link) ? new URL(link).protocol : undefined
    if (link.length > longest.link || (protocol !== 'https:' && protocol !== 'http:')) {
      throw new InvalidInput('A link begins with https:// or http://: correct it, or take it out.')
    }
  }
  if (yes && given.length === 0 && !file) throw new InvalidInput('A yes needs evidence: add a link or a file.')
  if (!yes && said === '') throw new InvalidInput('Say in the comment what is missing.')
  return { comment: said, links: given }
}

/** Subjects that are asked something and wait for an answer, by check. */
export async function readDueCounts(viewer: Viewer, scope: Scope = {}): Promise<{ check: string; count: number }[]> {
  const { rows } = await pool().query<{ check: string; count: number }>(
    `select check_id as check, sum(count)::int as count from tally
     where status = 'manual' and usage <> 'registered' and ($1::text[] is null or account = any($1)) group by 1 order by 1`,
    [visibleAccounts(viewer, scope.accounts) ?? null],
  )
  return rows
}
