import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Check } from '#lib/checks/define-check.ts'
import { checks } from '#lib/checks/index.ts'
import { goodEstate, inventoryOf } from '#lib/checks/testing/estate.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { sections } from '#lib/inventory/sections.ts'

const folder = path.join(import.meta.dirname, '../lib/checks')
const pillars = ['networking', 'capacity', 'storage', 'deployment', 'security', 'operations']
const files = pillars.flatMap((pillar) =>
  fs.readdirSync(path.join(folder, pillar)).map((file) => ({ pillar, file, id: file.replace(/(\.test)?\.ts$/, '') })),
)
const order = recommendations.map((one) => one.id)

describe('the set of checks', () => {
  test('the index lists exactly the files there are, each in its pillar and with a test beside it', () => {
    const written = files.filter(({ file }) => !file.endsWith('.test.ts'))
    const tested = files.filter(({ file }) => file.endsWith('.test.ts')).map(({ id }) => id)
    expect(written.map(({ pillar, id }) => `${pillar}/${id}`).toSorted()).toEqual(
      checks.map((check) => `${check.pillar}/${check.id}`).toSorted(),
    )
    expect(tested.toSorted()).toEqual(written.map(({ id }) => id).toSorted())
  })

  test('the index follows the catalogue and repeats nothing', () => {
    const ids = checks.map((check) => check.id)
    expect(ids).toEqual(ids.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('no check answers what only a person can', () => {
    expect(checks.filter((check) => check.mode === 'attestation').map((check) => check.id)).toEqual([])
  })

  test('checks that count one fact once are checks of the catalogue', () => {
    for (const check of checks) for (const other of check.sameFactAs) expect(order).toContain(other)
  })

  test('every section is filled by some action, and every action is named as IAM names it', () => {
    for (const { actions } of Object.values(sections)) {
      expect(actions.length).toBeGreaterThan(0)
      for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z]+$/)
    }
  })

  test('in the good estate every check passes or does not apply', () => {
    const { outcomes } = evaluate(inventoryOf(goodEstate()), checks)
    const other = outcomes.filter((one) => one.status !== 'pass' && one.status !== 'not_applicable')
    expect(other.map((one) => `${one.check} ${one.subject.name}: ${one.reasons[0]?.text ?? one.reason}`)).toEqual([])
  })
})

describe.each(checks.map((check): [string, Check] => [check.id, check]))('%s', (_, check) => {
  test('says why and how in words that fit the screen', () => {
    expect(check.failTitle.length).toBeLessThanOrEqual(48)
    expect(check.why.length).toBeGreaterThan(40)
    expect(check.why.length).toBeLessThanOrEqual(400)
    expect(check.fix.summary.length).toBeLessThanOrEqual(400)
    for (const message of Object.values(check.messages)) expect(message).toMatch(/^.{10,200}[.]$/)
  })

  test('shows the change in the AWS CLI, Terraform and CloudFormation', () => {
    for (const text of [check.fix.cli, check.fix.terraform, check.fix.cloudformation])
      expect(text.trim().length).toBeGreaterThan(20)
    expect(check.fix.cli).toMatch(/aws [a-z0-9-]+ [a-z-]+/)
  })

  test('knows which AWS actions feed it', () => {
    expect(check.actions.length).toBeGreaterThan(0)
  })
})
