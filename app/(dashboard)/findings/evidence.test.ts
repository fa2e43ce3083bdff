import { describe, expect, test } from 'vitest'
import type { OutcomeReason } from '#lib/engine/outcome.ts'
import { evidenceOf, evidenceThen } from './evidence.ts'

const family = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api'
const subject = { type: 'container', id: `${family}#app`, name: 'api / app', arn: family }
const configuration = {
  taskDefinitionArn: `${family}:7`,
  containerDefinitions: [
    { name: 'app', image: 'api', privileged: true, essential: true, cpu: 0, user: 'root', memory: 512 },
  ],
}
const reasonOf = (resource: string | undefined, path: string, value: string | boolean | null): OutcomeReason => ({
  id: 'privileged',
  text: 'app runs privileged.',
  severity: 'high',
  confidence: 'certain',
  evidence: [resource === undefined ? { path, value } : { section: 'taskDefinitions', resource, path, value }],
})
const finding = (...reasons: OutcomeReason[]) => ({ reasons, evidence: [], configuration, subject })

describe('the evidence of a finding', () => {
  test('marks the value in the configuration it was read from, with the reason', () => {
    const { blocks } = evidenceOf(finding(reasonOf(`${family}:7`, 'containerDefinitions[0].privileged', true)))
    expect(blocks).toHaveLength(1)
    expect(blocks[0]).toMatchObject({ source: 'api:7', path: 'containerDefinitions[0].privileged' })
    expect(blocks[0]?.lines).toContainEqual(
      expect.objectContaining({ text: '      "privileged": true,', marked: true, note: 'app runs privileged.' }),
    )
  })

  test('of another revision never points into the configuration of this one', () => {
    const { blocks } = evidenceOf(finding(reasonOf(`${family}:6`, 'containerDefinitions[0].privileged', true)))
    expect(blocks[0]?.lines).toEqual([
      { number: 1, text: 'containerDefinitions[0].privileged: true', marked: true, note: 'app runs privileged.' },
    ])
  })

  test('opens policies, so that a line is a line', () => {
    const { blocks } = evidenceOf(
      finding(
        reasonOf(
          'arn:aws:iam::1:role/r',
          'AssumeRolePolicyDocument',
          '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}',
        ),
      ),
    )
    expect(blocks[0]?.source).toBe('r')
    expect(blocks[0]?.lines.length).toBeGreaterThan(3)
  })

  test('of a moment in its life is every value of then, under its record and path, once', () => {
    const reasons = [
      reasonOf(`${family}:6`, 'containerDefinitions[0].privileged', true),
      reasonOf(`${family}:6`, 'containerDefinitions[0].privileged', true),
    ]
    expect(evidenceThen({ reasons, evidence: [{ path: 'derived: zones', value: ['a', 'b'] }] })).toEqual([
      { name: 'containerDefinitions[0].privileged of api:6', value: 'true' },
      { name: 'zones', value: 'a, b' },
    ])
  })

  test('tells apart what was read and what was computed', () => {
    expect(evidenceOf(finding(reasonOf(undefined, 'derived: zones', null)))).toEqual({
      blocks: [],
      facts: [{ name: 'zones', value: 'none' }],
    })
  })

  test('keeps what was read beside as facts, once', () => {
    const reason = reasonOf(`${family}:7`, 'cpu', null)
    const beside = { section: 'routeTables' as const, resource: 'rtb-1', path: 'RouteTableId', value: 'rtb-1' }
    const both = { ...reason, evidence: [...reason.evidence, beside, beside] }
    expect(evidenceOf(finding(both)).facts).toEqual([{ name: 'RouteTableId of rtb-1', value: 'rtb-1' }])
  })
})
