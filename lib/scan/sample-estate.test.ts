import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { expectations } from '#simulator/estates/sample/expectations.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { startSimulator } from '#simulator/server.ts'
import { type Assessment, assess } from './assess.ts'

const seed = 1
const region = 'us-east-1'
const expected = expectations(seed)

/** The expectations were read off the catalogue by hand, without the checks: two readings of one text must agree. */
describe('a scan of the sample estate over the wire protocols', () => {
  let simulator: Awaited<ReturnType<typeof startSimulator>>
  let assessment: Assessment

  beforeAll(async () => {
    simulator = await startSimulator({ build: buildSample, seed })
    assessment = await assess({
      access: { endpoint: simulator.url, credentials: { accessKeyId: 'AKID', secretAccessKey: 'SECRET' } },
      digestKey: 'test',
    })
  }, 60_000)
  afterAll(() => simulator.close())

  const inUse = (check: string): Outcome[] =>
    assessment.evaluation.outcomes.filter(
      (one) =>
        one.check === check &&
        [region, 'global'].includes(one.region) &&
        one.usage !== 'registered' &&
        (one.subject.type !== 'account' || one.status === 'manual'),
    )
  const ids = (outcomes: readonly Outcome[]) => outcomes.map((one) => one.subject.id).toSorted()

  test('nothing is left unread', () => {
    expect(assessment.inventory.gaps).toEqual([])
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
})
