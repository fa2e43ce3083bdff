import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Severity } from '#lib/checks/result.ts'
import { createLedger } from '#lib/collect/ledger.ts'
import { pool } from '#lib/data/client.ts'
import { claimScan, createScan } from '#lib/data/scan-life.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import { countByCheck } from '#lib/score/counts.ts'
import { scoreOf } from '#lib/score/score.ts'
import { storeAssessment } from './store-assessment.ts'
import {
  belongsTo,
  changed,
  checkSets,
  type Estate,
  emptyEstate,
  histories,
  inventoryFor,
  namesOf,
  type ScanPlan,
  truthOf,
  within,
} from './testing/estate-model.ts'
import { operator, production } from './testing/sample.ts'
import { type FindingRecord, type Places, readState, type State } from './testing/stored-state.ts'

setupTestDatabase()

/** Histories of deploys, deletions, denials, scans of parts and upgrades, through the checks into the real store. */
test('for all histories of scans the stored findings say what was seen, and nothing else', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (plans) => {
      await freshAccount()
      let estate = emptyEstate
      let before = await readState()
      for (const [index, plan] of plans.entries()) {
        estate = plan.changes.reduce(changed, estate)
        const scan = await scanOnce(estate, plan, index)
        const after = await readState()
        expectTrue(before, after, { scan, estate, plan })
        expectLives(before, after)
        expectOpenAreFailing(after)
        expectReplay(after)
        expectComparable(after, before, { scan, plan })
        expect(after.tally).toEqual(recount(after))
        expect(after.parts).toEqual(rescored(after, plan.checkSet))
        if (plan.scope) expectScope(before, after, plan.scope)
        else expectScore(after, scan)
        before = after
      }
    }),
    { numRuns: 20 },
  )
})

async function freshAccount(): Promise<void> {
  await pool().query('truncate aws_account, outcome, finding, finding_event, resource, tally, api_call cascade')
  await pool().query(`insert into aws_account (id, alias, kind) values ($1, 'prod', 'server-credentials')`, [
    production,
  ])
}

/** Scans follow each other by a day. @returns its number */
async function scanOnce(estate: Estate, plan: ScanPlan & { checkSet: number }, index: number): Promise<number> {
  const scope = namesOf(plan.scope)
  const scan = await createScan(operator, { account: production, trigger: 'manual', settings: scope })
  const claim = await claimScan(scan, 60)
  if (!claim) throw new Error('the scan could not be claimed')
  const inventory = inventoryFor(estate, plan, new Date(Date.UTC(2026, 9, 1 + index)).toISOString())
  const checks = checkSets[plan.checkSet] ?? []
  const evaluation = evaluate(inventory, checks)
  const request = { isPartial: plan.scope !== undefined, scope }
  await storeAssessment(claim, request, { inventory, evaluation, ledger: createLedger(), checks })
  return scan
}

interface Context {
  scan: number
  estate: Estate
  plan: ScanPlan & { checkSet: number }
}

/**
 * No pass, failure or end that is not so in the estate, however little of it could be read. A scan of a part cannot know
 * who else has begun to use a family: of it is asked what is so within the part.
 */
function expectTrue(before: State, after: State, { scan, estate, plan }: Context): void {
  const truthHere = (check: string, subject: string) => truthOf(within(estate, plan.scope), check, subject)
  for (const { check, subject, status, usage, since } of after.outcomes.values()) {
    if (since !== scan || subject.startsWith('account/')) continue
    const truth = truthHere(check, subject)
    if (status === 'pass') expect([check, subject, truth]).not.toContain('fails')
    if (status === 'fail' && usage !== 'registered') expect([check, subject, truth]).toContain('fails')
  }
  const current = new Set<string>(checkSets[plan.checkSet]?.map(({ id }) => id))
  for (const event of after.events) {
    const finding = after.findings.get(event.finding)
    if (event.scan !== scan || event.kind !== 'resolved' || !finding) continue
    const allowed: Record<string, string[]> = { passes: ['fixed'], unused: ['no_longer_in_use'], absent: ['deleted'] }
    const truth = truthHere(finding.check, finding.subject)
    if (current.has(finding.check))
      expect(allowed[truth], `${finding.check} ${finding.subject}`).toContain(finding.reason)
    else expect(['check_retired', 'deleted']).toContain(finding.reason)
    expect(before.findings.get(event.finding)?.state).toBe('open')
  }
}

/** A finding is never lost, opened once, and keeps its first day. */
function expectLives(before: State, after: State): void {
  for (const [number, { first_seen }] of before.findings)
    expect(after.findings.get(number)?.first_seen).toBe(first_seen)
  for (const [number, { first_seen }] of after.findings) {
    const own = after.events.filter((event) => event.finding === number)
    expect([own[0]?.kind, own[0]?.at, own.filter(({ kind }) => kind === 'opened').length]).toEqual([
      'opened',
      first_seen,
      1,
    ])
  }
}

/** Open findings are the failures in use, told alike; those that cannot be judged now say so. */
function expectOpenAreFailing({ outcomes, findings }: State): void {
  const open = [...findings.values()].filter(({ state }) => state === 'open')
  const failing = [...outcomes.values()].filter((row) => row.status === 'fail' && row.usage !== 'registered')
  expect(
    open
      .filter(({ status }) => status === 'fail')
      .map(told)
      .sort(),
  ).toEqual(failing.map(told).sort())
  for (const { fingerprint, status } of open) expect(outcomes.get(fingerprint)?.status).toBe(status)
}

function told({
  fingerprint,
  severity,
  usage,
  message,
}: Pick<FindingRecord, 'fingerprint' | 'severity' | 'message'> & { usage?: string | null }) {
  return [fingerprint, severity, usage, message].join('|')
}

/** The events alone, in their order, give what the finding says of its life. */
function expectReplay({ findings, events }: State): void {
  for (const finding of findings.values()) {
    const own = events.filter((event) => event.finding === finding.number)
    const last = own.at(-1)
    const saying = own.filter(({ kind }) => kind !== 'resolved').at(-1)
    const ended = last?.kind === 'resolved'
    expect({
      state: ended ? 'resolved' : 'open',
      resolved_at: ended ? last.at : null,
      reason: ended ? last.detail.reason : null,
      reopened: own.filter(({ kind }) => kind === 'reopened').length,
      severity: saying?.detail.severity,
    }).toEqual({
      state: finding.state,
      resolved_at: finding.resolved_at,
      reason: finding.reason,
      reopened: finding.reopened,
      severity: finding.severity,
    })
    expect(saying?.detail.reasons).not.toEqual([])
  }
}

/** What is new is told only against a scan that looked at the same with the same checks. */
function expectComparable(after: State, before: State, { scan, plan }: Pick<Context, 'scan' | 'plan'>): void {
  const isFirst = before.account.last_scan === null
  const sameChecks = before.account.check_set_hash === after.account.check_set_hash
  if (!plan.scope) {
    expect(after.account.last_scan).toBe(scan)
    if (isFirst || !sameChecks) expect(after.account.comparable).toBe(false)
  }
  if (!after.account.comparable) return
  const isNew = [...after.findings.values()].filter((one) => one.opened_scan === after.account.last_scan)
  const asked = new Set<string>(checkSets[plan.checkSet]?.map(({ id }) => id))
  for (const { check } of isNew) expect(asked).toContain(check)
}

/** The roll-up, counted again from the rows. */
function recount({ outcomes, findings }: State): Record<string, number> {
  const byFingerprint = new Map([...findings.values()].map((one) => [one.fingerprint, one]))
  const keys = [...new Set([...outcomes.keys(), ...byFingerprint.keys()])].map((fingerprint) => {
    const outcome = outcomes.get(fingerprint)
    const finding = byFingerprint.get(fingerprint)
    const isOpen = finding?.state === 'open'
    const said = isOpen || !outcome ? finding : outcome
    return [
      outcome?.check ?? finding?.check,
      outcome?.status ?? 'gone',
      finding?.state ?? 'none',
      isOpen ? finding.severity : (outcome ?? finding)?.severity,
      said?.usage ?? 'none',
      (outcome?.countedIn ?? finding?.counted) ? 't' : 'f',
    ].join('|')
  })
  return Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, list]) => [key, list.length]))
}

/** The scores of services and clusters, from the rows. */
function rescored({ outcomes }: State, checkSet: number): State['parts'] {
  const weights = new Map<string, Severity>(checkSets[checkSet]?.map(({ id, severity }) => [id, severity]))
  const rows = [...outcomes.values()].map((row) => ({ ...row, weight: weights.get(row.check) ?? row.severity }))
  const parts = new Set(rows.flatMap(({ services, clusters }) => [...services, ...clusters]))
  const scores = [...parts].map((part) => {
    const own = rows.filter(({ services, clusters }) => services.includes(part) || clusters.includes(part))
    return [part, scoreOf(countByCheck(own))] as const
  })
  return Object.fromEntries(scores.filter(([, score]) => score.value !== undefined))
}

/** A scan of a part leaves every row alone that does not belong to that part, before and after. */
function expectScope(before: State, after: State, scope: NonNullable<ScanPlan['scope']>): void {
  const compare = <T extends Places & { whole: string }>(old: Map<string, T>, now: Map<string, T>) => {
    for (const key of new Set([...old.keys(), ...now.keys()])) {
      const versions = [old.get(key), now.get(key)]
      if (versions[0]?.whole === versions[1]?.whole) continue
      for (const version of versions) if (version) expect(belongsTo(scope, version), version.whole).toBe(true)
    }
  }
  compare(before.outcomes, after.outcomes)
  compare(before.findings, after.findings)
}

/** The snapshot of a whole scan counts what the rows say. */
function expectScore({ counts, outcomes }: State, scan: number): void {
  const rows = [...outcomes.values()].map((row) => ({ ...row, wants: undefined }))
  const expected = countByCheck(rows).map(({ weight: _, ...rest }) => rest)
  const stored = counts.get(scan)
  expect(Array.isArray(stored) && stored.map(({ weight: _, ...rest }) => rest)).toEqual(expected)
}
