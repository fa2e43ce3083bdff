import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Check } from '#lib/checks/define-check.ts'
import { checks } from '#lib/checks/index.ts'
import { questions, rules } from '#lib/checks/questions.ts'
import { goodEstate, inventoryOf } from '#lib/checks/testing/estate.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { sections } from '#lib/inventory/sections.ts'
import { notYet, securityIds } from './security-ids.ts'

const folder = path.join(import.meta.dirname, '../lib/checks')
const pillars = ['networking', 'capacity', 'storage', 'deployment', 'security', 'operations']
const files = pillars.flatMap((pillar) =>
  fs.readdirSync(path.join(folder, pillar)).map((file) => ({ pillar, file, id: file.replace(/(\.test)?\.ts$/, '') })),
)
const order = recommendations.map((one) => one.id)

describe('the set of checks and questions', () => {
  test('the two indexes list exactly the files there are, each in its pillar and with a test beside it', () => {
    const written = files.filter(({ file }) => !file.endsWith('.test.ts'))
    const tested = files.filter(({ file }) => file.endsWith('.test.ts')).map(({ id }) => id)
    expect(written.map(({ pillar, id }) => `${pillar}/${id}`).toSorted()).toEqual(
      rules.map((rule) => `${rule.pillar}/${rule.id}`).toSorted(),
    )
    expect(tested.toSorted()).toEqual(written.map(({ id }) => id).toSorted())
  })

  test.each([
    ['checks', checks.map(({ id }) => id)],
    ['questions', questions.map(({ id }) => id)],
  ])('the index of %s follows the catalogue', (_, ids) => {
    expect(ids).toEqual(ids.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
  })

  test('nothing is both a check and a question, and nothing is there twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  test('checks are what a program can tell, questions are all that only a person can', () => {
    expect(checks.filter((check) => check.mode === 'attestation').map((check) => check.id)).toEqual([])
    expect(questions.map(({ id }) => id)).toEqual(
      recommendations.filter(({ mode }) => mode === 'attestation').map(({ id }) => id),
    )
  })

  test('every security recommendation has its check or its question', () => {
    expect(recommendations.filter(({ pillar }) => pillar === 'security').map(({ id }) => id)).toEqual(securityIds)
    const covered = new Set<string>(rules.map(({ id }) => id))
    expect(securityIds.filter((id) => !covered.has(id))).toEqual(notYet)
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

describe.each(questions.map((question) => [question.id, question] as const))('%s', (_, { asks, why, fix }) => {
  test('says what is signed, what proves it and for how long, in words that fit the screen', () => {
    expect(asks.statement).toMatch(/^[A-Z].{60,320}\.$/)
    expect(asks.accepts.length).toBeGreaterThan(0)
    expect(asks.validDays).toBeLessThanOrEqual(365)
    expect(why.length).toBeLessThanOrEqual(400)
    expect(fix.summary.length).toBeLessThanOrEqual(400)
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
