import { failTitleOf } from '#app/_lib/checks.ts'
import { rules } from '#lib/checks/questions.ts'
import type { AccountRow } from '#lib/data/accounts.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import { checkSetOf } from '#lib/engine/check-set.ts'
import type { FindingLine } from '#lib/report/findings-csv.ts'

/** What every line says beside its finding, so that the file can be trusted without its screen. */
export interface Circumstances {
  accounts: ReadonlyMap<string, AccountRow>
  checkSet: string
  filter: string
  exportedAt: string
}

export function circumstancesOf(accounts: readonly AccountRow[], filter: string, now: Date): Circumstances {
  const { count, hash } = checkSetOf(rules)
  return {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    checkSet: `${count} checks and questions, ${hash}`,
    filter,
    exportedAt: now.toISOString(),
  }
}

export function lineOf(row: FindingRow, { accounts, checkSet, filter, exportedAt }: Circumstances): FindingLine {
  const account = accounts.get(row.account.id)
  return {
    id: row.id,
    severity: row.severity,
    status: row.state === 'resolved' ? 'resolved' : row.status,
    confidence: row.confidence,
    title: failTitleOf(row.check),
    message: row.message,
    resource: row.subject.name,
    resource_type: row.subject.type,
    resource_id: row.subject.id,
    resource_arn: row.subject.arn ?? '',
    account: row.account.id,
    account_name: row.account.alias,
    region: row.region,
    usage: row.usage ?? '',
    faces_internet: row.exposed ? 'yes' : 'no',
    owner: row.owner ?? '',
    environment: row.environment ?? '',
    first_seen: row.firstSeen ?? '',
    resolved_at: row.resolved?.at ?? '',
    check: row.check,
    pillar: row.pillar,
    fingerprint: row.fingerprint,
    scan: account?.lastScan ? String(account.lastScan.id) : '',
    scanned_at: account?.lastScan?.at ?? '',
    coverage: account?.coverage === undefined ? '' : `${account.coverage} %`,
    check_set: checkSet,
    filter,
    exported_at: exportedAt,
  }
}
