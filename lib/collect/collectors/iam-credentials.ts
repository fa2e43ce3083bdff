import type { UserCredentials } from '#lib/inventory/types/access-reports.ts'
import { type CollectContext, defineCollector, provablyEmpty } from '../collector.ts'
import { CallError } from '../failure.ts'
import { iso, MalformedAnswer, need } from '../shape.ts'

const mostTries = 15
const pauseMs = 2_000
const start = 'iam:GenerateCredentialReport'
const read = 'iam:GetCredentialReport'

/** Passwords and access keys of the account's users, where it has any: by whom they exist and when they were used. */
export const userCredentials = defineCollector({
  name: 'iam-credentials',
  fills: ['userCredentials'],
  needs: ['users'],
  async collect(context, look, out) {
    if (provablyEmpty(look, 'users')) return
    const report = await out.read({ section: 'userCredentials' }, () => fetchReport(context))
    const rows = report && rowsOf(Buffer.from(report.Content ?? []).toString('utf8'))
    out.add('userCredentials', read, rows, (row) => ({
      GeneratedTime: iso(report?.GeneratedTime),
      ...toCredentials(row),
    }))
  },
})

/** IAM makes a report at most every four hours; an older one is answered as it is. @throws CallError */
async function fetchReport({ call, wait, region }: CollectContext) {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const { State } = await call(start, {})
    if (State === 'COMPLETE') return call(read, {})
    await wait(pauseMs)
  }
  throw new CallError(start, region, { kind: 'failed', code: 'ReportNotReady' })
}

type Row = ReadonlyMap<string, string>

/** Lines of the report by the names in its head; every field of a line may stand in quotes. */
function rowsOf(csv: string): (Row | undefined)[] {
  const [head = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '')
  const names = fieldsOf(head)
  return lines.map((line) => {
    const fields = fieldsOf(line)
    return fields.length === names.length ? new Map(names.map((name, i) => [name, fields[i] ?? ''])) : undefined
  })
}

function fieldsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}

function toCredentials(row: Row | undefined): Omit<UserCredentials, 'GeneratedTime'> {
  if (!row) throw new MalformedAnswer('complete line')
  return {
    Arn: need(row.get('arn'), 'arn'),
    UserName: need(row.get('user'), 'user'),
    UserCreationTime: timeIn(row, 'user_creation_time'),
    PasswordEnabled: row.get('password_enabled') === 'true',
    PasswordLastUsed: timeIn(row, 'password_last_used'),
    PasswordLastChanged: timeIn(row, 'password_last_changed'),
    MfaActive: row.get('mfa_active') === 'true',
    AccessKeys: ['access_key_1', 'access_key_2'].map((key) => ({
      Active: row.get(`${key}_active`) === 'true',
      LastRotated: timeIn(row, `${key}_last_rotated`),
      LastUsed: timeIn(row, `${key}_last_used_date`),
      LastUsedService: serviceIn(row, `${key}_last_used_service`),
    })),
  }
}

/** `N/A`, `no_information` and `not_supported` stand where there is no time. */
function timeIn(row: Row, field: string): string | undefined {
  return iso(new Date(row.get(field) ?? ''))
}

function serviceIn(row: Row, field: string): string | undefined {
  const service = row.get(field)
  return service && service !== 'N/A' ? service : undefined
}
