import { describe, expect, test } from 'vitest'
import { evaluateFiles } from './evaluate-file.ts'

const now = '2026-11-22T09:00:00.000Z'
const container = {
  name: 'app',
  image: 'nginx:latest',
  essential: true,
  privileged: true,
  environment: [{ name: 'DB_PASSWORD', value: 'ebb-tide-4711' }],
}
const definition = {
  family: 'shop',
  networkMode: 'bridge',
  requiresCompatibilities: ['EC2'],
  containerDefinitions: [container],
}
const judge = (...contents: unknown[]) =>
  evaluateFiles(
    contents.map((content, index) => ({ name: `${index}.json`, text: JSON.stringify(content) })),
    now,
  )
const failing = (report: ReturnType<typeof judge>) =>
  report.results.filter(({ status }) => status === 'fail').map(({ check }) => check)

describe('a task definition in a file', () => {
  test('fails for what it proves by itself', () => {
    expect(failing(judge(definition))).toEqual(
      expect.arrayContaining([
        'scr-no-plaintext-env',
        'ctr-no-privileged',
        'ctr-readonly-rootfs',
        'ctr-image-reference-pinned',
      ]),
    )
  })

  test('is the same as describe-task-definition prints it', () => {
    const described = {
      taskDefinition: { ...definition, revision: 7, status: 'ACTIVE', registeredAt: '2026-11-01T00:00:00Z' },
      tags: [],
    }
    expect(failing(judge(described))).toEqual(failing(judge(definition)))
  })

  test('gets no verdict that would need the account: neither a pass nor an unknown', () => {
    const { results, coverage } = judge(definition)
    expect(results.filter(({ status }) => status === 'unknown')).toEqual([])
    expect(results.filter(({ check, status }) => check === 'log-driver-configured' && status === 'pass')).toEqual([])
    expect(coverage.gaps).toEqual([])
  })

  test('keeps its secrets to itself', () => {
    expect(JSON.stringify(judge(definition))).not.toContain('ebb-tide-4711')
  })

  test('stands beside others', () => {
    const subjects = judge(definition, { ...definition, family: 'till' }).results.map(({ subject }) => subject.name)
    expect(subjects).toEqual(expect.arrayContaining(['shop / app', 'till / app']))
  })
})

describe('what is no task definition is refused with its name:', () => {
  test.each([
    ['no JSON', '{'],
    ['another document', '{"Resources": {}}'],
    ['a list', '[]'],
    ['a family that is none', JSON.stringify({ ...definition, family: '../x' })],
    ['a container without a name', JSON.stringify({ ...definition, containerDefinitions: [{}] })],
    ['fields of other types', JSON.stringify({ ...definition, volumes: 'many' })],
    [
      'environment of another type',
      JSON.stringify({ ...definition, containerDefinitions: [{ name: 'a', environment: 7 }] }),
    ],
  ])('%s', (_, text) => {
    expect(() => evaluateFiles([{ name: 'task.json', text }], now)).toThrow(/^task\.json is not/)
  })
})
