import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { pool } from '../client.ts'
import { countFindings } from '../findings/facets.ts'
import { InvalidInput } from '../invalid.ts'
import { setupTestDatabase } from '../testing/database.ts'
import { addTestPerson } from '../testing/people.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf } from '../testing/scans.ts'
import { Forbidden, type Viewer } from '../viewer.ts'
import { approveException, refuseException, revokeException } from './decide.ts'
import { dayMs, type ExceptionScope } from './exception.ts'
import { expireExceptions } from './expire.ts'
import { requestException } from './request.ts'

setupTestDatabase()

const check = 'ctr-non-root-user'
const names = ['web', 'api', 'db'] as const
const looks = ['fail', 'worse', 'critical', 'pass', 'unknown'] as const
const people: Viewer[] = []

/** Only what day it is is made up: the database answers at its own pace. */
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

function seen(name: string, look: (typeof looks)[number]): Outcome {
  if (look === 'pass' || look === 'unknown') return containerOutcome(name, look)
  const outcome = containerOutcome(name, 'fail', look === 'critical' ? { severity: 'critical' } : {})
  const [first] = outcome.reasons
  if (look !== 'worse' || !first) return outcome
  return { ...outcome, reasons: [first, { ...first, id: 'privileged', text: `${name} is privileged.` }] }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('scan'), looks: fc.tuple(...names.map(() => fc.constantFrom(...looks))) }),
  fc.record({ kind: fc.constant('ask'), by: fc.nat(2), of: fc.nat(3), days: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constantFrom('approve', 'refuse', 'revoke'), by: fc.nat(2), which: fc.nat(5) }),
  fc.record({ kind: fc.constant('wait'), hours: fc.integer({ min: 1, max: 900 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** What people may not do is refused with a sentence, and changes nothing. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof InvalidInput || error instanceof Forbidden)) throw error
  })
}

async function take(step: Step): Promise<void> {
  if ('looks' in step) {
    vi.setSystemTime(Date.now() + 1)
    await scanOf(
      names.map((name, index) => seen(name, step.looks[index] ?? 'pass')),
      { at: new Date().toISOString() },
    )
    return
  }
  if ('hours' in step) {
    vi.setSystemTime(Date.now() + (step.hours * dayMs) / 24)
    await expireExceptions(new Date())
    return
  }
  vi.setSystemTime(Date.now() + 1)
  const viewer = people[step.by] ?? administrator
  if ('days' in step) {
    const scope = await scopeOf(step.of)
    const expiresAt = new Date(Date.now() + step.days * dayMs)
    if (scope)
      await attempt(requestException(viewer, { kind: 'risk_accepted', reason: 'Known, planned.', scope, expiresAt }))
    return
  }
  const { rows } = await pool().query<{ id: number }>('select id from exception order by id')
  const id = rows[step.which]?.id
  const decide = { approve: approveException, refuse: refuseException, revoke: revokeException }[step.kind]
  if (id !== undefined) await attempt(decide(viewer, id))
}

async function scopeOf(of: number): Promise<ExceptionScope | undefined> {
  const name = names[of]
  if (!name) return { kind: 'account', check, account: production }
  const { rows } = await pool().query('select number from finding where subject_name = $1', [`${name} / app`])
  return rows[0] && { kind: 'finding', check, account: production, finding: `F-${rows[0].number}` }
}

/** Whether findings are hidden by what is in force at this moment and covers them, and by nothing else. */
async function requireTrue(firstSeen: Map<string, string>): Promise<void> {
  const { rows } = await pool().query(
    `select number, first_seen, state, excepted, exists (
       select from exception e join exception_cover c on c.exception = e.id and c.finding = f.number
       where e.state = 'active' and e.expires_at > $1 and c.lapsed_at is null
         and (e.severity <> 'critical' or e.approved_by <> e.requested_by)
     ) as covered, exists (
       select from exception_cover c join outcome o on o.fingerprint = f.fingerprint
       where c.finding = f.number and f.state = 'open' and o.status = 'fail' and c.lapsed_at is null and f.severity < c.severity
         and not exists (select from exception e where e.id = c.exception and e.state <> 'active')
     ) as beyond
     from finding f`,
    [new Date()],
  )
  for (const { number, first_seen, excepted, covered, beyond } of rows) {
    expect(excepted, `F-${number} is hidden`).toBe(covered)
    expect(beyond, `F-${number} is worse than what was accepted`).toBe(false)
    const born = firstSeen.get(number) ?? first_seen.toISOString()
    expect(first_seen.toISOString(), `age of F-${number}`).toBe(born)
    firstSeen.set(number, born)
  }
  const hidden = rows.filter(({ state, excepted }) => state === 'open' && excepted).length
  expect((await countFindings(administrator, { tab: 'excepted' })).count, 'the roll-up').toBe(hidden)
  const late = await pool().query(
    `select id from exception where state in ('pending', 'active') and expires_at <= $1`,
    [new Date()],
  )
  expect(late.rows, 'exceptions that outlived their day').toEqual([])
}

test('whatever happens, exceptions hide what they cover until their day, critical ones by two people, and no age is reset', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      await pool().query(
        'truncate aws_account, "user", outcome, finding, finding_event, resource, tally, api_call, exception cascade',
      )
      await addTestAccount(production, 'prod')
      people.length = 0
      for (const name of ['novak', 'brandt']) people.push(await addTestPerson(name, 'auditor'))
      people.push(await addTestPerson('root', 'admin'))
      vi.setSystemTime(new Date('2026-11-01T08:00:00Z'))
      await take({ kind: 'scan', looks: ['fail', 'critical', 'fail'] })
      const firstSeen = new Map<string, string>()
      for (const each of steps) {
        await take(each)
        await requireTrue(firstSeen)
      }
    }),
    { numRuns: 10 },
  )
})
