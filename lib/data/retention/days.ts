import { z } from 'zod'
import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { inTransaction } from '../transaction.ts'
import { requirePermission, type Viewer } from '../viewer.ts'

/**
 * `history`: what happened to findings, and past scores. `evidence`: files of answers that ended, and how resources that
 * are gone were configured. `ledgers`: calls, gaps and steps of scans.
 */
export const retentionKinds = ['history', 'evidence', 'ledgers'] as const
export type RetentionKind = (typeof retentionKinds)[number]
/** Days that each is kept. */
export type RetentionDays = Readonly<Record<RetentionKind, number>>

/** PCI DSS 4.0.1 asks for 12 months of audit history (10.5.1); an assessment takes a few weeks more. */
export const usualDays: RetentionDays = { history: 400, evidence: 400, ledgers: 400 }
export const dayLimits = { least: 30, most: 3650 } as const

const key = 'retention-days'
const days = z.int().min(dayLimits.least).max(dayLimits.most)
const stored = z.object({ history: days, evidence: days, ledgers: days })

export async function readRetentionDays(): Promise<RetentionDays> {
  const { rows } = await pool().query<{ value: unknown }>('select value from setting where key = $1', [key])
  return rows[0] ? stored.parse(rows[0].value) : usualDays
}

/** Holds from the next night on. @throws Forbidden, or InvalidInput */
export async function saveRetentionDays(viewer: Viewer, given: RetentionDays): Promise<void> {
  requirePermission(viewer, 'administer')
  const after = requireDays(given)
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ value: unknown }>('select value from setting where key = $1 for update', [
      key,
    ])
    const before = rows[0] ? stored.parse(rows[0].value) : usualDays
    if (retentionKinds.every((kind) => before[kind] === after[kind])) return
    await client.query(
      `insert into setting (key, value, updated_at) values ($1, $2, now())
       on conflict (key) do update set value = excluded.value, updated_at = now()`,
      [key, JSON.stringify(after)],
    )
    await appendAudit(client, viewer, { verb: 'setting.change', target: `setting/${key}`, before, after })
  })
}

export function requireDays(given: RetentionDays): RetentionDays {
  const { success, data } = stored.safeParse(given)
  if (success) return data
  throw new InvalidInput(`Keep it for ${dayLimits.least} to ${dayLimits.most} days, each a whole number: correct it.`)
}
