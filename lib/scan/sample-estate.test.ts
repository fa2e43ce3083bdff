import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { staging } from '#simulator/estates/sample/company.ts'
import { expectations, expectationsElsewhere } from '#simulator/estates/sample/expectations.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { startSimulator } from '#simulator/server.ts'
import { type Assessment, assess } from './assess.ts'

const seed = 1
const region = 'us-east-1'
const expected = expectations(seed)
const elsewhere = expectationsElsewhere(seed)

/** By what AWS says none of these can fail: the first two ask a person instead, the last gives advice and no more. */
const neverFail = ['img-dependency-scan', 'ops-api-authentication', 'scr-sidecar-volume']

/** The expectations were read off the catalogue by hand, without the checks: two readings of one text must agree. */
describe('a scan of the sample estate over the wire protocols', () => {
  let simulator: Awaited<ReturnType<typeof startSimulator>>
  let assessment: Assessment
  let inStaging: Assessment

  beforeAll(async () => {
    simulator = await startSimulator({ build: buildSample, seed })
    const access = { endpoint: simulator.url, credentials: { accessKeyId: 'AKID', secretAccessKey: 'SECRET' } }
    const other = simulator.accounts.find(({ id }) => id === staging.id)
    if (!other) throw new Error('The sample estate has no staging account.')
    const role = { roleArn: other.roleArn, externalId: other.externalId }
    assessment = await assess({ access, digestKey: 'test' })
    inStaging = await assess({ access, role, digestKey: 'test' })
  }, 180_000)
  afterAll(() => simulator.close())

  const inUse = (check: string): Outcome[] =>
    assessment.evaluation.outcomes.filter(
      (one) => one.check === check && [region, 'global'].includes(one.region) && one.usage !== 'registered',
    )
  const ids = (outcomes: readonly Outcome[]) => outcomes.map((one) => one.subject.id).toSorted()

  test('nothing is left unread', () => {
    expect([...assessment.inventory.gaps, ...inStaging.inventory.gaps]).toEqual([])
  })

  for (const [check, wanted] of Object.entries(expected)) {
    test(`${check}: every subject comes out as the catalogue says`, () => {
      const open = new Set(wanted.open)
      const judged = inUse(check).filter((one) => !open.has(one.subject.id))
      const of = (status: Outcome['status']) => ids(judged.filter((one) => one.status === status))
      expect({ fail: of('fail'), pass: of('pass') }).toEqual({
        fail: wanted.fail.map((one) => one.id).toSorted(),
        pass: wanted.pass.toSorted(),
      })
      if (wanted.manual) expect(of('manual')).toEqual(wanted.manual.toSorted())
      for (const id of wanted.unknown ?? []) expect(of('unknown')).toContain(id)
      const applied = [...of('pass'), ...of('fail')]
      for (const id of wanted.notApplicable) expect(applied).not.toContain(id)
      for (const failure of wanted.fail) {
        const outcome = judged.find((one) => one.subject.id === failure.id)
        if (failure.severity) expect([failure.id, outcome?.severity]).toEqual([failure.id, failure.severity])
        expect([failure.id, outcome?.confidence === 'heuristic']).toEqual([failure.id, failure.heuristic === true])
      }
    })
  }

  for (const { account, region: other, expected: some } of elsewhere) {
    test.each(Object.entries(some))(
      `%s in ${other} of ${account}: what is named comes out as the catalogue says`,
      (check, wanted) => {
        const { outcomes } = (account === staging.id ? inStaging : assessment).evaluation
        const judged = outcomes.filter((one) => one.check === check && [other, 'global'].includes(one.region))
        const of = (status: Outcome['status']) => ids(judged.filter((one) => one.status === status))
        expect(of('pass')).toEqual(expect.arrayContaining(wanted.pass))
        const applied = [...of('pass'), ...of('fail')]
        expect(applied.filter((id) => wanted.notApplicable.includes(id))).toEqual([])
        for (const { id, severity, heuristic } of wanted.fail) {
          const outcome = judged.find((one) => one.subject.id === id)
          expect(outcome).toMatchObject({
            status: 'fail',
            confidence: heuristic ? 'heuristic' : 'certain',
            ...(severity && { severity }),
          })
        }
      },
    )
  }

  describe.each(checks.filter(({ pillar }) => pillar === 'security'))('$id', ({ id, messages }) => {
    const seen = (status: Outcome['status']) =>
      [assessment, inStaging].some(({ evaluation }) =>
        evaluation.outcomes.some((one) => one.check === id && one.status === status),
      )

    test('something of the estate passes', () => expect(seen('pass')).toBe(true))

    if (neverFail.includes(id)) test('it has no reason to fail', () => expect(messages).toEqual({}))
    else test('something of the estate fails', () => expect(seen('fail')).toBe(true))
  })
})
