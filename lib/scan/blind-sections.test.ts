import { beforeAll, describe, expect, test } from 'vitest'
import type { Rule } from '#lib/checks/define-check.ts'
import { rules } from '#lib/checks/questions.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Evaluation, Outcome } from '#lib/engine/outcome.ts'
import type { Gap, Inventory } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionNames, sections } from '#lib/inventory/sections.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'
import { startSimulator } from '#simulator/server.ts'
import { assess } from './assess.ts'

let whole: Inventory
let before: Evaluation
let known: ReadonlyMap<string, Outcome>

beforeAll(async () => {
  const simulator = await startSimulator({ build: buildSample })
  const access = { endpoint: simulator.url, credentials: { accessKeyId: 'AKID', secretAccessKey: 'SECRET' } }
  const assessed = await assess({ access, digestKey: 'test' })
  await simulator.close()
  whole = assessed.inventory
  before = assessed.evaluation
  known = new Map(before.outcomes.map((one) => [one.fingerprint, one]))
  expect(whole.gaps).toEqual([])
}, 60_000)

const recordsIn = (section: SectionName, region: string): readonly object[] => whole.sections[section]?.[region] ?? []
const clusterOf = (record: object) => ('clusterArn' in record ? String(record.clusterArn) : '')
const keyIn = (section: SectionName, record: object) => (sections[section].key as (one: object) => string)(record)
const regionsOf = (section: SectionName) => (sections[section].global ? ['global'] : whole.regions)
const reads = (rule: Rule, section: SectionName) =>
  [...rule.sections, ...(rule.kind.apart ?? []), ...(rule.kind.context ?? [])].includes(section)
const show = ({ check, subject, status, reasons }: Outcome) => `${check} ${subject.id}: ${status} ${reasons[0]?.text}`

/** The estate of which a part of a section could not be read, as some rules judge it. */
function without(section: SectionName, part: Partial<Gap>, keep: (record: object) => boolean, judged: readonly Rule[]) {
  const regions = part.region ? [part.region] : regionsOf(section)
  const left = regions.map((region) => [region, recordsIn(section, region).filter(keep)])
  const action = sections[section].actions[0] ?? ''
  const gaps = regions.map((region): Gap => ({ section, action, reason: 'denied', ...part, region }))
  const blank = { ...whole.sections[section], ...Object.fromEntries(left) }
  return evaluate({ ...whole, gaps, sections: { ...whole.sections, [section]: blank } }, judged)
}

/** What must not be, whatever was not read: a failure that is gone, one that is new, a pass that was none. */
function expectNothingConcluded({ outcomes, complete }: Evaluation, judged: readonly Rule[], unread: string): void {
  const ids = new Set<string>(judged.map(({ id }) => id))
  const now = new Map(outcomes.map((one) => [one.fingerprint, one]))
  const failing = before.outcomes.filter((one) => one.status === 'fail' && ids.has(one.check))
  const gone = failing.filter(({ fingerprint, check, region }) => {
    const status = now.get(fingerprint)?.status
    return status ? status !== 'fail' && status !== 'unknown' : complete.has(`${check}|${region}`)
  })
  expect(gone.map(show), `resolved without ${unread}`).toEqual([])
  const strange = outcomes.filter(({ fingerprint, status }) => {
    const was = known.get(fingerprint)?.status
    return (status === 'fail' || status === 'pass') && was !== status
  })
  expect(strange.map(show), `concluded without ${unread}`).toEqual([])
}

describe.each(sectionNames)('with %s unreadable', (section) => {
  const judged = rules.filter((rule) => reads(rule, section))
  test('nothing passes that reads it, and nothing is resolved or opened', () => {
    const evaluation = without(section, {}, () => false, judged)
    expectNothingConcluded(evaluation, judged, section)
    const needing = new Set<string>(judged.filter((rule) => rule.sections.includes(section)).map(({ id }) => id))
    const passing = evaluation.outcomes.filter((one) => one.status === 'pass' && needing.has(one.check))
    expect(passing.map(show)).toEqual([])
  })
})

test.each(['services', 'tasks', 'containerInstances', 'daemons'] as const)(
  'with the %s of one cluster unreadable nothing of that cluster passes that reads them, and nothing is resolved or opened',
  (section) => {
    const judged = rules.filter((rule) => reads(rule, section))
    const needing = new Set<string>(judged.filter((rule) => rule.sections.includes(section)).map(({ id }) => id))
    const places = whole.regions.flatMap((region) =>
      [...new Set(recordsIn(section, region).map(clusterOf))].map((within) => ({
        region,
        within,
      })),
    )
    expect(places.length).toBeGreaterThan(0)
    for (const part of places) {
      const evaluation = without(section, part, (one) => clusterOf(one) !== part.within, judged)
      expectNothingConcluded(evaluation, judged, `${section} of ${part.within}`)
      const passing = evaluation.outcomes.filter(
        (one) => one.status === 'pass' && needing.has(one.check) && one.clusters.includes(part.within),
      )
      expect(passing.map(show), part.within).toEqual([])
    }
  },
)

/** A few of the records that prove failures of each check; events are not read one by one. */
function proofs(): Map<string, { section: SectionName; region: string; resource: string; judged: Rule[] }> {
  const found: ReturnType<typeof proofs> = new Map()
  for (const rule of rules) {
    const failing = before.outcomes.filter((one) => one.check === rule.id && one.status === 'fail').slice(0, 8)
    for (const { reasons, region: own } of failing)
      for (const { section, resource } of reasons.flatMap(({ evidence }) => evidence)) {
        if (!section || !resource || section === 'apiEvents') continue
        const region = [own, ...regionsOf(section)].find((one) =>
          recordsIn(section, one).some((record) => keyIn(section, record) === resource),
        )
        if (!region) throw new Error(`${rule.id} cites ${section} ${resource}, which is nowhere`)
        const entry = found.get(`${section} ${resource}`) ?? { section, region, resource, judged: [] }
        if (!entry.judged.includes(rule)) entry.judged.push(rule)
        found.set(`${section} ${resource}`, entry)
      }
  }
  return found
}

test('with one of the records unreadable that prove a failure, the failure is not resolved, and nothing passes instead', () => {
  const all = [...proofs().values()]
  expect(all.length).toBeGreaterThan(200)
  for (const { section, region, resource, judged } of all) {
    const evaluation = without(section, { region, resource }, (one) => keyIn(section, one) !== resource, judged)
    expectNothingConcluded(evaluation, judged, `${section} ${resource}`)
  }
})
