import type { PoolClient } from 'pg'
import type { CheckSet } from '#lib/engine/check-set.ts'
import type { Extent } from '#lib/engine/observed.ts'
import type { Evaluation } from '#lib/engine/outcome.ts'
import type { Changes } from '#lib/engine/reconcile.ts'
import type { Registrations } from '#lib/engine/registrations.ts'
import type { ObservedResources } from '#lib/engine/resources.ts'
import type { History } from '#lib/inventory/history.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import type { Score } from '#lib/score/score.ts'
import { answerLayer, endAnswers } from '../attestations/answers.ts'
import { renameAnswers } from '../attestations/rename.ts'
import { dropCheckpoints } from '../checkpoints.ts'
import { applyExceptions, renameExceptions } from '../exceptions/cover.ts'
import { writeRegistrations } from '../registered/write.ts'
import { StaleAttempt } from '../stale-attempt.ts'
import { storableJson } from '../storable.ts'
import { inTransaction } from '../transaction.ts'
import { compare } from './compare.ts'
import { writeFindings } from './findings.ts'
import { countFirst } from './first-counts.ts'
import { ensurePartitions, type LedgerEntry, writeGaps, writeLedger } from './ledger.ts'
import { writeOutcomes } from './outcomes.ts'
import { readPartScores, touchedParts, writePartScores } from './part-scores.ts'
import { movePillars } from './pillars.ts'
import { retireResources, writeResources } from './resources.ts'
import { writeScores } from './scores.ts'
import { type CheckFacts, refreshTally, writeFirstTally } from './tally.ts'

/** A finished scan of one account, as it is stored. */
export interface FinishedScan {
  scan: number
  /** The attempt this process was given; an older one is refused. */
  attempt: number
  /** ISO 8601: the inventory's `takenAt`. */
  at: string
  regions: readonly string[]
  /** What of the account it looked at; absent: all. */
  extent?: Extent
  evaluation: Evaluation
  checks: readonly CheckFacts[]
  checkSet: CheckSet
  gaps: readonly Gap[]
  ledger: readonly LedgerEntry[]
  /** Summary of the ledger, kept as it is. */
  calls: object
  resources: ObservedResources
  /** Families and their use, where that could be told; absent leaves what is stored. */
  registrations?: readonly Registrations[]
  /** What later scans need to know; absent leaves what is stored. */
  history?: History
}

export interface StoredScan {
  opened: number
  changed: number
  reopened: number
  resolved: number
  /** Rows of outcome, finding and finding_event that were touched; 0 when nothing changed. */
  rowsWritten: number
  score: Score
}

/**
 * Stores a scan and ends it, in one transaction: changes of outcomes and findings with their events, resources, gaps,
 * ledger, roll-up and score. Only what differs is written. Throws StaleAttempt when the attempt is not the current one;
 * then nothing was written.
 */
export async function storeScan(finished: FinishedScan): Promise<StoredScan> {
  await ensurePartitions(finished.at)
  return inTransaction(async (client) => {
    const locked = await lockScan(client, finished)
    const { account, sameCheckSet } = locked
    const { checks, scan, at } = finished
    const now = new Date().toISOString()
    await renameAnswers(client, checks, finished.evaluation.outcomes)
    const answers = await answerLayer(client, account, now)
    const { evaluation, resources, all, changes, isFirst } = await compare(client, account, {
      ...finished,
      lay: answers.lay,
    })
    await endAnswers(client, answers.ended, now)
    const { ids, missing } = await writeResources(client, { account, at }, resources, all)
    const context = { resources: ids, pillars: new Map(checks.map((check) => [check.id, check.pillar])) }
    const parts = isFirst ? undefined : await touchedParts(client, changes)
    const outcomesWritten = await writeOutcomes(client, changes, scan, context)
    const [findingsWritten, first] = await Promise.all([
      writeFindings(client, changes, { scan, at, current: locked.current }, context),
      isFirst ? countFirst(evaluation.outcomes, checks) : undefined,
    ])
    const rowsWritten = outcomesWritten + findingsWritten
    if (!sameCheckSet && !isFirst) await movePillars(client, account, checks)
    await retireResources(client, missing, resources, at)
    await writeRegistrations(client, { account, at }, finished.registrations ?? [])
    await renameExceptions(client, checks)
    const excepted = await applyExceptions(client, account, new Date(), { at, scan })
    if (rowsWritten > 0 || excepted || !sameCheckSet) {
      const counts = excepted ? undefined : first
      await (counts ? writeFirstTally(client, account, counts.tally) : refreshTally(client, account, checks))
      const touched = excepted || !sameCheckSet ? undefined : parts
      const scores = counts?.parts ?? (await readPartScores(client, account, checks, touched))
      await writePartScores(client, account, finished, scores, touched)
    }
    await writeLedger(client, scan, at, finished.ledger)
    const gapCount = await writeGaps(client, scan, account, finished.gaps, evaluation.outcomes)
    // A part of the account is no point of its history: the current one is kept up to date.
    const score = await writeScores(client, account, { ...finished, scan: locked.current })
    await dropCheckpoints(client, scan)
    await finishScan(client, { ...finished, evaluation }, { ...locked, changes, gapCount, score })
    return { ...countChanges(changes), rowsWritten, score }
  })
}

interface Locked {
  account: string
  /** The scan that the account's pages speak of so far. */
  previous: number | null
  sameCheckSet: boolean
  /** The one they speak of from now on: a scan of a part does not take the place of one of the whole. */
  current: number
  /** Whether both looked at the same with the same checks. */
  comparable: boolean
}

/** A process that froze while it stores must not keep the account locked for ever. */
const longestPause = '30s'

async function lockScan(client: PoolClient, { scan, attempt, checkSet }: FinishedScan): Promise<Locked> {
  await client.query(`set local idle_in_transaction_session_timeout = '${longestPause}'`)
  const { rows } = await client.query<LockedRow>(
    `select s.account, a.last_scan as previous, p.check_set_hash as hash, s.partial and not p.partial as within,
       s.settings = p.settings as same_settings
     from scan s join aws_account a on a.id = s.account left join scan p on p.id = a.last_scan
     where s.id = $1 and s.attempt = $2 and s.state = 'running' and not s.cancel_requested
     for update of s, a`,
    [scan, attempt],
  )
  const [row] = rows
  if (!row) throw new StaleAttempt({ scan, attempt })
  const { account, previous, hash, within, same_settings: sameSettings } = row
  const sameCheckSet = hash === checkSet.hash
  const current = within && previous !== null ? previous : scan
  return { account, previous, sameCheckSet, current, comparable: sameCheckSet && sameSettings === true }
}

interface LockedRow {
  account: string
  previous: number | null
  hash: string | null
  /** Null without a scan before. */
  within: boolean | null
  same_settings: boolean | null
}

async function finishScan(
  client: PoolClient,
  { scan, regions, checkSet, calls, evaluation, history }: FinishedScan,
  {
    account,
    previous,
    current,
    sameCheckSet,
    comparable,
    changes,
    gapCount,
    score,
  }: Locked & { changes: Changes; gapCount: number; score: Score },
): Promise<void> {
  const outcomes = Object.fromEntries(
    [...Map.groupBy(evaluation.outcomes, (outcome) => outcome.status)].map(([status, list]) => [status, list.length]),
  )
  await client.query(
    `update scan set state = 'done', step = null, lease_until = null, finished_at = now(), regions = $2, previous = $3,
       check_set_count = $4, check_set_hash = $5, coverage = $6, score = $7, grade = $8, outcomes = $9, changes = $10,
       calls = $11, gap_count = $12
     where id = $1`,
    [
      scan,
      regions,
      previous,
      checkSet.count,
      checkSet.hash,
      score.coverage,
      score.exact,
      score.grade,
      outcomes,
      countChanges(changes),
      calls,
      gapCount,
    ],
  )
  await client.query(
    `update aws_account set last_scan = $2, comparable = case when last_scan = $2 then comparable and $4 else $3 end,
       verified_at = now(), last_error = null where id = $1`,
    [account, current, comparable, sameCheckSet],
  )
  if (!history) return
  await client.query(
    'insert into account_history (account, data) values ($1, $2) on conflict (account) do update set data = excluded.data',
    [account, storableJson(history)],
  )
}

function countChanges({ opened, changed, reopened, resolved }: Changes) {
  return {
    opened: opened.length,
    changed: changed.length,
    reopened: reopened.length,
    // A check that is gone has fixed nothing.
    resolved: resolved.filter(({ reason }) => reason !== 'check_retired').length,
  }
}
