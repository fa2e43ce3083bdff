import { describe, expect, test } from 'vitest'
import { scanExitCode } from './exit-code.ts'
import { aReport, aResult } from './testing/scan-report.ts'

describe('the exit code of a scan', () => {
  test('is 0 without a threshold, whatever fails', () => {
    expect(scanExitCode(aReport({ results: [aResult({ severity: 'critical' })] }))).toBe(0)
  })

  test('is 2 when something at or above the threshold fails', () => {
    const report = aReport({ results: [aResult({ severity: 'high' })] })
    expect(scanExitCode(report, 'high')).toBe(2)
    expect(scanExitCode(report, 'medium')).toBe(2)
    expect(scanExitCode(report, 'critical')).toBe(0)
  })

  test('ignores what passes', () => {
    expect(scanExitCode(aReport({ results: [aResult({ status: 'pass', severity: 'critical' })] }), 'info')).toBe(0)
  })

  test('is 3 below 80 % coverage, even when something fails', () => {
    const report = aReport({ coverage: { percent: 79.99, gaps: [] } })
    expect(scanExitCode(report, 'info')).toBe(3)
    expect(scanExitCode(aReport({ coverage: { percent: 80, gaps: [] } }))).toBe(0)
  })
})
