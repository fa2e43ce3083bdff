import { describe, expect, test } from 'vitest'
import type { ReportGap } from './scan-report.ts'
import { writeTable } from './table.ts'
import { aReport, aResult } from './testing/scan-report.ts'

const options = { width: 100 }

describe('the terminal table', () => {
  test('shows the worst first', () => {
    const report = aReport({
      results: [aResult({ severity: 'low', title: 'Small' }), aResult({ severity: 'critical', title: 'Grave' })],
    })
    const text = writeTable(report, options)
    expect(text.indexOf('Grave')).toBeGreaterThan(-1)
    expect(text.indexOf('Grave')).toBeLessThan(text.indexOf('Small'))
  })

  test('never prints a control character or a direction override of a resource name', () => {
    const name = 'x\u001b[2Jy\u0007\u202eevil\u2066\r\nSEVERITY'
    const text = writeTable(aReport({ results: [aResult({ subject: { type: 't', id: name, name } })] }), options)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(text).not.toMatch(/^SEVERITY.*\nSEVERITY/m)
  })

  test('says a dash, not a number, when too little could be judged', () => {
    const text = writeTable(aReport({ score: { overall: null, grade: null, pillars: {} } }), options)
    expect(text).toContain('Score –')
  })

  test('names what could not be read', () => {
    const gap: ReportGap = { action: 'ecs:DescribeTasks', region: 'eu-west-1', reason: 'denied', checks: [] }
    const gaps = [
      { ...gap, action: 'ecs:ListClusters' },
      { ...gap, resource: 'task/1', checks: ['net-public-ip'] },
      { ...gap, resource: 'task/2', checks: ['net-public-ip', 'ctr-no-privileged'] },
    ]
    const lines = writeTable(aReport({ coverage: { percent: 40, gaps } }), options).split('\n')
    expect(lines).toContain('Could not read ecs:ListClusters in eu-west-1 (denied): blinds no check')
    expect(lines).toContain(
      'Could not read ecs:DescribeTasks in eu-west-1 (denied) of task/1, task/2: blinds ctr-no-privileged, net-public-ip',
    )
  })

  test('says how far the registered revisions are read, and which calls had trouble', () => {
    const calls = { ...aReport().calls, retried: 3, throttled: 2 }
    const coverage = { percent: 100, gaps: [], revisions: { registered: 120, read: 20 } }
    const text = writeTable(aReport({ coverage, calls }), options)
    expect(text).toContain('20 of 120 registered task definition revisions read')
    expect(text).toContain('Calls: 3 retried, 2 throttled')
  })

  test('of files says neither account nor score: none was asked', () => {
    const calls = { total: 0, retried: 0, throttled: 0, denied: 0, failed: 0, bytes: 0, millis: 0, byAction: {} }
    expect(writeTable(aReport({ calls }), options)).not.toMatch(/Account|Score/)
  })

  test('marks suspicions and what is not in use', () => {
    const results = [
      aResult({ confidence: 'heuristic', title: 'A', usage: undefined }),
      aResult({ usage: 'registered', title: 'B' }),
    ]
    const text = writeTable(aReport({ results }), options)
    expect(text).toContain('A (suspected)')
    expect(text).toContain('B (not in use)')
  })
})
