import { expect } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import { pool } from '../client.ts'
import { dayMs, type ExceptionScope } from '../exceptions/exception.ts'
import { countFindings } from '../findings/facets.ts'
import { listFindings } from '../findings/list.ts'
import type { Viewer } from '../viewer.ts'
import { addTestPerson } from './people.ts'
import { addTestAccount, administrator, containerOutcome, production, staging } from './scans.ts'

export const check = 'ctr-non-root-user'
export const inDays = (days: number, from = new Date()) => new Date(from.getTime() + days * dayMs)
export const wholeAccount: ExceptionScope = { kind: 'account', check, account: production }
export const input = (scope: ExceptionScope, expiresAt = inDays(30)) => ({
  kind: 'risk_accepted' as const,
  reason: 'The base image is rebuilt next week.',
  scope,
  expiresAt,
})

/** Two accounts without a scan, and two auditors. */
export async function setupTwoAuditors(): Promise<{ auditor: Viewer; second: Viewer }> {
  await pool().query(
    'truncate aws_account, "user", outcome, finding, finding_event, resource, tally, api_call, exception cascade',
  )
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  return { auditor: await addTestPerson('novak', 'auditor'), second: await addTestPerson('brandt', 'auditor') }
}

export const fail = (name: string, given: Partial<Outcome> = {}) => containerOutcome(name, 'fail', given)

/** The reasons of an outcome with further ones, as a check that sees more would give them. */
export function worse(outcome: Outcome, id: string, text: string): Outcome {
  const [first] = outcome.reasons
  return { ...outcome, reasons: [...outcome.reasons, ...(first ? [{ ...first, id, text }] : [])] }
}

export async function numberOf(name: string, account = production): Promise<string> {
  const { rows } = await pool().query('select number from finding where subject_name = $1 and account = $2', [
    `${name} / app`,
    account,
  ])
  return `F-${rows[0].number}`
}

export async function scopeOf(name: string): Promise<ExceptionScope> {
  return { kind: 'finding', check, account: production, finding: await numberOf(name) }
}

/** Names of what stands in the lists as open, and as under exception. */
export async function standing() {
  const names = async (tab: 'open' | 'excepted') => {
    const { rows } = await listFindings(administrator, { tab }, { by: 'resource' })
    expect((await countFindings(administrator, { tab })).count, `the roll-up of ${tab}`).toBe(rows.length)
    return rows.map(({ subject }) => subject.name.replace(' / app', ''))
  }
  return { open: await names('open'), excepted: await names('excepted') }
}
