import { z } from 'zod'
import type { Rule } from '#lib/checks/define-check.ts'
import { rules } from '#lib/checks/questions.ts'
import { defaultPolicy } from '#lib/inventory/policy.ts'
import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { inTransaction } from '../transaction.ts'
import { requirePermission, type Viewer } from '../viewer.ts'

const key = 'service-provider'

/** Days an answer holds to what a check cannot tell by itself; for questions the catalogue says. Our own choice. */
const USUAL_DAYS = 180

/** Whether the organization is a PCI DSS service provider: some answers then hold half as long. */
export async function readServiceProvider(): Promise<boolean> {
  const { rows } = await pool().query<{ value: unknown }>('select value from setting where key = $1', [key])
  return rows[0] ? z.boolean().parse(rows[0].value) : defaultPolicy.serviceProvider
}

/** Holds for answers that are signed from now on. */
export async function saveServiceProvider(viewer: Viewer, isProvider: boolean): Promise<void> {
  requirePermission(viewer, 'administer')
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ value: boolean }>('select value from setting where key = $1 for update', [
      key,
    ])
    const before = rows[0]?.value ?? defaultPolicy.serviceProvider
    if (before === isProvider) return
    await client.query(
      `insert into setting (key, value, updated_at) values ($1, $2, now())
       on conflict (key) do update set value = excluded.value, updated_at = now()`,
      [key, JSON.stringify(isProvider)],
    )
    await appendAudit(client, viewer, {
      verb: 'setting.change',
      target: `setting/${key}`,
      before: { serviceProvider: before },
      after: { serviceProvider: isProvider },
    })
  })
}

/** Days an answer to a check or question holds. */
export function validDaysOf(check: string, isProvider: boolean): number {
  const asks = ruleOf(check)?.asks
  if (!asks) return USUAL_DAYS
  return isProvider ? (asks.validDaysForProviders ?? asks.validDays) : asks.validDays
}

/** Undefined for a check that this version no longer has: answers outlive it. */
function ruleOf(check: string): Rule | undefined {
  return rules.find(({ id }) => id === check)
}
