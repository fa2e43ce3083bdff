import { addAccount, findAccount } from '#lib/data/accounts.ts'
import { pool } from '#lib/data/client.ts'
import { claimScan, createScan } from '#lib/data/scan-life.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import type { Assessment } from '../assess.ts'
import { LEASE_SECONDS } from '../keep-lease.ts'
import { storeAssessment } from '../store-assessment.ts'
import { storedFindings } from './state.ts'

const keeper: Viewer = { userId: 'keeper', role: 'admin', accounts: 'all' }

/** What the database says after a scan: how every outcome stands, and whether each finding is open and since when. */
export interface Kept {
  outcomes: ReadonlyMap<string, string>
  findings: ReadonlyMap<string, string>
}

/** Stores an assessment as the next scan of its account, a second after the one before, and says how things stand then. */
export async function keep(assessment: Assessment): Promise<Kept> {
  const { account, takenAt } = assessment.inventory
  if (!(await findAccount(keeper, account))) {
    const roleArn = `arn:aws:iam::${account}:role/tidewaiter`
    await addAccount(keeper, { id: account, alias: account, kind: 'role', roleArn })
  }
  const scan = await createScan(keeper, { account, trigger: 'cli' })
  const claim = await claimScan(scan, LEASE_SECONDS)
  if (!claim) throw new Error('someone else scans the account')
  const inventory = { ...assessment.inventory, takenAt: new Date(Date.parse(takenAt) + scan * 1_000).toISOString() }
  await storeAssessment(claim, { isPartial: false, scope: {} }, { ...assessment, inventory })
  const { rows } = await pool().query<{ fingerprint: string; named: string; status: string }>(
    `select fingerprint, concat_ws(' ', check_id, region, subject_key) as named, status from outcome where account = $1`,
    [account],
  )
  const findings = await storedFindings(account)
  return {
    outcomes: new Map(rows.map(({ named, status }) => [named, status])),
    findings: new Map(
      [...findings.values()].map((one) => [`${one.check} ${one.subject}`, `${one.state} since ${one.firstSeen}`]),
    ),
  }
}

const claims = ['pass', 'not_applicable', 'fail']

/** What a scan that saw less did to the database: findings that moved, and outcomes that claim what they did not before. */
export function misled(disturbed: Kept, whole: Kept): string[] {
  const findings = [...new Set([...disturbed.findings.keys(), ...whole.findings.keys()])]
  const moved = findings.filter((name) => disturbed.findings.get(name) !== whole.findings.get(name))
  const claimed = [...disturbed.outcomes].filter(
    ([name, status]) => whole.outcomes.get(name) !== status && claims.includes(status),
  )
  return [
    ...moved.map((name) => `finding ${name}: ${disturbed.findings.get(name) ?? 'gone'}`),
    ...claimed.map(([name, status]) => `outcome ${name}: ${status}`),
  ]
}
