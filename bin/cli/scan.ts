import { rules } from '#lib/checks/questions.ts'
import { severities } from '#lib/checks/result.ts'
import { scanExitCode } from '#lib/report/exit-code.ts'
import { reportFormats, writeReport } from '#lib/report/formats.ts'
import type { RunOptions } from '#lib/scan/run-scan.ts'
import type { StoredScanOptions } from '#lib/scan/scan-into-database.ts'
import { scanOnce } from '#lib/scan/scan-once.ts'
import { defineCommand, list, noPositionals, oneOf, UsageError } from './command.ts'
import { operator } from './operator.ts'
import { say, terminalWidth, writeResult } from './output.ts'
import { createProgress } from './progress.ts'
import { roleOf } from './role.ts'
import { interruptible } from './until-stopped.ts'

const stopped = new UsageError('Stopped before the scan ended: there is no report.')

export const scanCommand = defineCommand({
  name: 'scan',
  usage:
    '[--role-arn ARN --external-id ID] [--region R] [--cluster C] [--service S] [--fail-on SEVERITY] [--format FORMAT] [--output FILE] [--store]',
  details: `
Reads an account and judges its Amazon ECS estate. Uses the AWS SDK's ordinary credentials and honours AWS_PROFILE,
AWS_REGION and AWS_ENDPOINT_URL. The report goes to standard output, progress to standard error. Without --store no
database is used. Flags that take several values repeat or take commas.

  --role-arn ARN       the read-only role to assume; absent: the account of the credentials themselves
  --external-id ID     the external id the role asks for
  --region R           regions to scan (default AWS_REGION, else every enabled region)
  --cluster C          only these clusters, by name or ARN
  --service S          only these services, by name or ARN
  --fail-on SEVERITY   end with code 2 when something this severe or worse fails: ${severities.join(', ')}
  --format FORMAT      ${reportFormats.join(', ')} (default table)
  --output FILE        write the report there
  --store              keep the results: in the built-in database, or the one in DATABASE_URL; with --region,
                       --cluster or --service what lies outside of them stays as it is

Exit codes: 0 scanned; 1 could not scan, or wrong usage; 2 scanned, and something at or above --fail-on fails;
3 scanned, but less than 80 % could be judged.`,
  options: {
    'role-arn': { type: 'string' },
    'external-id': { type: 'string' },
    region: { type: 'string', multiple: true },
    cluster: { type: 'string', multiple: true },
    service: { type: 'string', multiple: true },
    'fail-on': { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    store: { type: 'boolean' },
  },
  async run(values, positionals) {
    noPositionals('scan', positionals)
    const failOn = oneOf('fail-on', values['fail-on'], severities)
    const format = oneOf('format', values.format, reportFormats) ?? 'table'
    const clusters = list(values.cluster)
    const services = list(values.service)
    const options = {
      role: roleOf(values['role-arn'], values['external-id']),
      regions: regionsOf(list(values.region)),
      scope: { clusters, services },
    }
    const progress = createProgress(say)
    const report = await interruptible(stopped, (signal) => {
      const request = { ...options, signal, onProgress: progress.note }
      return values.store
        ? scanAndKeep(request)
        : scanOnce({ ...request, rateShare: rateShareOf(process.env.TIDEWAITER_RATE_SHARE) })
    })
    progress.end()
    await writeResult(writeReport(format, report, { checks: rules, width: terminalWidth() }), values.output)
    return scanExitCode(report, failOn)
  },
})

/** Percent of AWS's request rates; a scan that is stored follows the installation's setting instead. */
function rateShareOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const percent = Number(text)
  if (Number.isInteger(percent) && percent >= 10 && percent <= 100) return percent
  throw new UsageError('TIDEWAITER_RATE_SHARE is a whole number from 10 to 100 (percent): correct it.')
}

function regionsOf(asked: readonly string[]): readonly string[] {
  if (asked.length > 0) return asked
  return process.env.AWS_REGION ? [process.env.AWS_REGION] : []
}

/** Loaded only when asked for: most scans need no database. */
async function scanAndKeep(request: StoredScanOptions & RunOptions) {
  const { withDatabase } = await import('../database.ts')
  const { scanIntoDatabase } = await import('#lib/scan/scan-into-database.ts')
  return withDatabase(() => scanIntoDatabase(operator, request))
}
