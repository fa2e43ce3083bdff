import { z } from 'zod'
import { severities, statusOrder } from '#lib/checks/result.ts'
import type { Json } from '#lib/inventory/evidence.ts'
import { usages } from '#lib/inventory/subjects/subject.ts'
import { grades } from '#lib/score/score.ts'

export const SCHEMA_VERSION = 1

const gapReasons = ['denied', 'throttled', 'expired', 'failed', 'region-disabled', 'malformed'] as const

const json: z.ZodType<Json> = z.json()
const count = z.int().nonnegative()
const percent = z.number().min(0).max(100)

const evidenceSchema = z.strictObject({
  section: z.string().optional().describe('Inventory section the value was read from; absent for a derived fact'),
  resource: z.string().optional().describe('Key of the record within its section'),
  part: z.string().optional().describe('Which revision, host or digest of the subject the value belongs to'),
  path: z.string().describe('Path inside the record, or "derived: ..." for a computed fact'),
  value: json.describe('What was read; null where the API left the field out'),
})

const resultSchema = z.strictObject({
  check: z.string(),
  status: z.enum(statusOrder),
  severity: z.enum(severities).describe("The outcome's severity; it may differ from the check's default"),
  confidence: z.enum(['certain', 'heuristic']),
  region: z.string().describe('"global" for account-wide subjects'),
  subject: z.strictObject({
    type: z.string(),
    id: z.string().describe('Stable key: no revision, instance or task id'),
    arn: z.string().optional(),
    name: z.string(),
  }),
  usage: z.enum(usages).optional(),
  title: z.string().describe('The verdict in words'),
  message: z.string().optional().describe('Why it fails, worst reason first'),
  reason: z.string().optional().describe('Why it could not be judged or does not apply'),
  hint: z.string().optional().describe('Advice that does not count in the score'),
  evidence: z.array(evidenceSchema).optional(),
  fingerprint: z.string().describe('Identity of the finding across scans: account, region, check and subject'),
  countedIn: z.string().optional().describe('Fingerprint of the outcome in which the same fact is scored'),
  controls: z.record(z.string(), z.array(z.string())).describe('Framework to the ids of its controls'),
})

const pillarScoreSchema = z.strictObject({
  score: percent.nullable().describe('null: too little could be judged'),
  grade: z.enum(grades).nullable(),
  coverage: percent,
})

/** One scan of one account, in the form that every export is made of. Only ever extended within a schema version. */
export const scanReportSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  toolVersion: z.string(),
  checkSet: z.strictObject({ count, hash: z.string() }),
  account: z.string().regex(/^\d{12}$/),
  regions: z.array(z.string()),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  settings: z.strictObject({
    regions: z.array(z.string()).describe('Regions asked for; empty: every enabled region'),
    clusters: z.array(z.string()).describe('Only these clusters; empty: all'),
    services: z.array(z.string()).describe('Only these services; empty: all'),
    policy: z.record(z.string(), json).describe('Thresholds the checks were run with'),
  }),
  coverage: z.strictObject({
    percent: percent.describe('Share of the weighted work that could be judged; 100 when there was nothing to judge'),
    gaps: z.array(
      z.strictObject({
        action: z.string(),
        region: z.string(),
        resource: z.string().optional(),
        reason: z.enum(gapReasons),
        errorCode: z.string().optional(),
        checks: z.array(z.string()).describe('Checks that this gap can blind'),
      }),
    ),
    revisions: z
      .strictObject({ registered: count, read: count })
      .optional()
      .describe('ACTIVE task definition revisions: how many are registered, and how many of them have been read'),
  }),
  calls: z.strictObject({
    total: count,
    retried: count,
    throttled: count,
    denied: count,
    failed: count,
    bytes: count,
    millis: z.number().nonnegative(),
    byAction: z.record(z.string(), z.strictObject({ count, denied: count, failed: count })),
    entries: z
      .array(
        z.strictObject({
          action: z.string(),
          region: z.string(),
          count: count.describe('Physical calls, retries included'),
          retried: count,
          throttled: count,
          denied: count,
          failed: count,
          bytes: count,
          millis: z.number().nonnegative().describe('From sending to the whole answer, summed over calls side by side'),
        }),
      )
      .optional()
      .describe('The ledger: one entry per action and region'),
  }),
  score: z.strictObject({
    overall: percent.nullable(),
    grade: z.enum(grades).nullable(),
    pillars: z.record(z.string(), pillarScoreSchema),
  }),
  results: z.array(resultSchema),
})

export type ScanReport = z.infer<typeof scanReportSchema>
export type ReportResult = ScanReport['results'][number]
export type ReportGap = ScanReport['coverage']['gaps'][number]

/** The published JSON Schema (draft 2020-12) of a ScanReport, as the text of public/scan-report.schema.json. */
export function scanReportJsonSchema(): string {
  const schema = z.toJSONSchema(scanReportSchema, { target: 'draft-2020-12' })
  return `${JSON.stringify({ title: 'Tidewaiter scan report', ...schema }, null, 2)}\n`
}
