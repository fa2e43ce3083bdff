import { describe, expect, test } from 'vitest'
import { type ReportFormat, reportFormats, writeReport } from './formats.ts'
import { aCheck, aReport, aResult } from './testing/scan-report.ts'

const statuses = ['pass', 'fail', 'not_applicable', 'unknown', 'manual'] as const
const everyStatus = aReport({
  results: statuses.map((status, index) => aResult({ status, fingerprint: `${index}`, reason: 'Because.' })),
})

function write(format: ReportFormat, report = everyStatus): string {
  return writeReport(format, report, { checks: [aCheck()], width: 100 })
}

describe('every format', () => {
  test.each(reportFormats)('%s ends with a newline and survives hostile text', (format) => {
    const name = '"><img onerror=x>\u202e=cmd|calc\u001b[31m'
    const report = aReport({ results: [aResult({ subject: { type: 't', id: name, name } })] })
    const text = write(format, report)
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toContain('\u001b')
  })

  test.each(reportFormats)('%s names action, region, resource and reason of what blinds a check', (format) => {
    const gap = { action: 'ecs:DescribeTasks', region: 'eu-west-1', reason: 'denied', resource: 'task/1' } as const
    const result = aResult({ status: 'unknown' })
    const coverage = { percent: 40, gaps: [{ ...gap, checks: [result.check] }] }
    const text = write(format, aReport({ results: [result], coverage }))
    for (const word of [...Object.values(gap), result.check]) expect(text).toContain(word)
  })
})

describe('CSV', () => {
  test('neutralises cells a spreadsheet would run', () => {
    const report = aReport({
      results: ['=1+1', '+1', '-1', '@x', '\t=1'].map((name) => aResult({ subject: { type: 't', id: 'i', name } })),
    })
    const cells = write('csv', report)
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[8])
    expect(cells).toEqual(["'=1+1", "'+1", "'-1", "'@x", '\uFFFD=1'])
  })

  test('has one line per result and a header', () => {
    expect(write('csv').trimEnd().split('\n')).toHaveLength(statuses.length + 1)
  })

  test('says on each line what could not be read for its check, and no more of it than a cell holds', () => {
    const gap = { action: 'ecs:DescribeTasks', region: 'eu-west-1', reason: 'denied' } as const
    const gaps = [1, 2, 3, 4, 5].map((number) => ({ ...gap, resource: `task/${number}`, checks: ['a'] }))
    const results = [aResult({ check: 'a', status: 'pass' }), aResult({ check: 'b' })]
    const [, blinded = '', other = ''] = write('csv', aReport({ results, coverage: { percent: 40, gaps } })).split('\n')
    expect(blinded).toContain('ecs:DescribeTasks in eu-west-1 (denied) of task/1, task/2, task/3 and 2 more')
    expect(other).not.toContain('ecs:DescribeTasks')
    for (const line of [blinded, other]) expect(line).toContain('40 %')
  })
})

describe('SARIF', () => {
  test('keeps the five statuses apart', () => {
    const kinds = JSON.parse(write('sarif')).runs[0].results.map((result: { kind: string; level: string }) => [
      result.kind,
      result.level,
    ])
    expect(kinds).toEqual([
      ['pass', 'none'],
      ['fail', 'error'],
      ['notApplicable', 'none'],
      ['open', 'none'],
      ['review', 'none'],
    ])
  })

  test('tags a rule of the security pillar once: the format allows no tag twice', () => {
    const text = writeReport('sarif', everyStatus, { checks: [aCheck({ pillar: 'security' })], width: 100 })
    expect(JSON.parse(text).runs[0].tool.driver.rules[0].properties.tags).toEqual(['security'])
  })

  test('points every result at its rule and its fingerprint', () => {
    const [run] = JSON.parse(write('sarif')).runs
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(result.partialFingerprints['tidewaiterFinding/v1']).toMatch(/^\d$/)
    }
  })
})

describe('OCSF', () => {
  test('is class 2003 of 1.8.0 and never calls a missing answer a pass', () => {
    const events = JSON.parse(write('ocsf'))
    expect(events.map((event: { class_uid: number }) => event.class_uid)).toEqual([2003, 2003, 2003, 2003, 2003])
    expect(events.map((event: { compliance: { status_id: number } }) => event.compliance.status_id)).toEqual([
      1, 3, 99, 0, 99,
    ])
    expect(events[0].metadata.version).toBe('1.8.0')
  })
})

describe('ASFF', () => {
  test('keeps within the limits of Security Hub however long the text is', () => {
    const long = 'x'.repeat(5000)
    const controls = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, [long]]))
    const [finding] = JSON.parse(
      write('asff', aReport({ results: [aResult({ title: long, message: long, controls })] })),
    )
    expect(finding.Title.length).toBeLessThanOrEqual(256)
    expect(finding.Description.length).toBeLessThanOrEqual(1024)
    expect(finding.Compliance.RelatedRequirements).toHaveLength(32)
    expect(finding.Compliance.RelatedRequirements[0].length).toBeLessThanOrEqual(64)
  })

  test('never says PASSED for what was not judged', () => {
    const found = JSON.parse(write('asff')).map(
      (finding: { Compliance: { Status: string } }) => finding.Compliance.Status,
    )
    expect(found).toEqual(['PASSED', 'FAILED', 'NOT_AVAILABLE', 'NOT_AVAILABLE'])
  })

  test('files account-wide results of China and GovCloud in their own partition', () => {
    const role = {
      type: 'iam-role',
      id: 'arn:aws-cn:iam::111122223333:role/r',
      arn: 'arn:aws-cn:iam::111122223333:role/r',
      name: 'r',
    }
    const report = aReport({ regions: ['cn-northwest-1'], results: [aResult({ region: 'global', subject: role })] })
    const [finding] = JSON.parse(write('asff', report))
    expect(finding.Region).toBe('cn-north-1')
    expect(finding.ProductArn).toMatch(/^arn:aws-cn:securityhub:cn-north-1:/)
  })
})
