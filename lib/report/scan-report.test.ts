import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { scanReportJsonSchema, scanReportSchema } from './scan-report.ts'
import { aReport, aResult } from './testing/scan-report.ts'

describe('a scan report', () => {
  test('is accepted by its own schema', () => {
    expect(scanReportSchema.parse(aReport())).toEqual(aReport())
  })

  test('with a member the schema does not know is refused', () => {
    expect(scanReportSchema.safeParse({ ...aReport(), note: 'x' }).success).toBe(false)
  })

  test('with a status outside the five words is refused', () => {
    const report = { ...aReport(), results: [{ ...aResult(), status: 'ok' }] }
    expect(scanReportSchema.safeParse(report).success).toBe(false)
  })

  test('has its JSON Schema published as the code prints it', async () => {
    const published = await readFile(new URL('../../public/scan-report.schema.json', import.meta.url), 'utf8')
    expect(published, 'run: node lib/report/generate.ts').toBe(scanReportJsonSchema())
  })
})
