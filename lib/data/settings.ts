import { z } from 'zod'
import { appendAudit } from './audit.ts'
import { pool } from './client.ts'
import { InvalidInput } from './invalid.ts'
import { inTransaction } from './transaction.ts'
import { requirePermission, type Viewer } from './viewer.ts'

/** Percent of AWS's published request rates that scans may use together. */
export const rateShare = { key: 'rate-share', smallest: 10, largest: 100, usual: 90 } as const

const storedShare = z.int().min(rateShare.smallest).max(rateShare.largest)

/** Percent; the usual one until an administrator sets another. */
export async function readRateShare(): Promise<number> {
  const { rows } = await pool().query<{ value: unknown }>('select value from setting where key = $1', [rateShare.key])
  return rows[0] ? storedShare.parse(rows[0].value) : rateShare.usual
}

/** Holds for scans that start from now on. Throws Forbidden, or InvalidInput when it is no whole number of its range. */
export async function saveRateShare(viewer: Viewer, percent: number): Promise<void> {
  requirePermission(viewer, 'administer')
  const { success } = storedShare.safeParse(percent)
  if (!success) {
    throw new InvalidInput(
      `The share is a whole number from ${rateShare.smallest} to ${rateShare.largest} percent: correct it.`,
    )
  }
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ value: number }>('select value from setting where key = $1 for update', [
      rateShare.key,
    ])
    const before = rows[0]?.value ?? rateShare.usual
    if (before === percent) return
    await client.query(
      `insert into setting (key, value, updated_at) values ($1, $2, now())
       on conflict (key) do update set value = excluded.value, updated_at = now()`,
      [rateShare.key, JSON.stringify(percent)],
    )
    await appendAudit(client, viewer, {
      verb: 'setting.change',
      target: `setting/${rateShare.key}`,
      before: { percent: before },
      after: { percent },
    })
  })
}
