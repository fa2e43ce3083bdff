import { expect, test } from 'vitest'
import { aReport, aResult } from '#lib/report/testing/scan-report.ts'
import { outcomeDifferences } from './compare.ts'
import { readDifferences } from './reads.ts'

const subject = (name: string) => ({ type: 'vpc', id: name, name })

test('a check without expectation is told in the form of one, with the names of what is numbered anew', () => {
  const results = [aResult({ check: 'net-brand-new', status: 'pass', subject: subject('vpc-1a2b') })]
  expect(outcomeDifferences(aReport({ results }), new Map([['vpc-1a2b', 'vpc']]))).toContain(
    "net-brand-new has no expectation yet. It says: 'net-brand-new': { pass: ['vpc'] },",
  )
})

test('an outcome that is expected and one that is not are told apart', () => {
  const results = [aResult({ check: 'net-endpoint-ecr', status: 'fail', subject: subject('vpc-1a2b') })]
  const about = (names: Map<string, string>) =>
    outcomeDifferences(aReport({ results }), names).filter((line) => line.startsWith('net-endpoint-ecr '))
  expect(about(new Map([['vpc-1a2b', 'vpc']]))).toEqual([])
  expect(about(new Map())).toEqual([
    'net-endpoint-ecr on vpc: nothing instead of fail.',
    'net-endpoint-ecr on vpc-1a2b: fail instead of nothing. Two tasks have a public IPv4 address.',
  ])
})

test('an action that was never sent, and is not known as unreached, is told', () => {
  const found = readDifferences(aReport(), ['ecs:ListClusters', 'ecs:ListDaemons'])
  expect(found).toContain('ecs:ListClusters was never sent, and is not known as unreached.')
  expect(found.filter((line) => line.startsWith('ecs:ListDaemons '))).toEqual([])
  expect(found).toContain('cloudtrail:LookupEvents should be named as a gap, and is not.')
})
