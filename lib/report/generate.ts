import { writeFileSync } from 'node:fs'
import { scanReportJsonSchema } from './scan-report.ts'

// Writes the published schema anew: node lib/report/generate.ts

writeFileSync(new URL('../../public/scan-report.schema.json', import.meta.url), scanReportJsonSchema())
