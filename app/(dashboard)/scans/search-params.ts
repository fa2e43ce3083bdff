import { z } from 'zod'
import { type ScanFilter, scanStates } from '#lib/data/scans.ts'

/** What the history is cut by; `all` is not written into the address. */
export const historyStates = ['all', 'done', 'failed', 'cancelled'] as const
export type HistoryState = (typeof historyStates)[number]

const schema = z.object({
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .catch(undefined),
  state: z.enum(historyStates).catch('all'),
  after: z.string().optional().catch(undefined),
  before: z.string().optional().catch(undefined),
})

export type ScansQuery = z.infer<typeof schema>

/** Reads an address. What cannot be is as if it were not there. */
export function readScansQuery(given: Record<string, string | string[] | undefined>): ScansQuery {
  return schema.parse(given)
}

export function scansHref({ account, state, after, before }: Partial<ScansQuery>): string {
  const search = new URLSearchParams()
  if (account) search.set('account', account)
  if (state && state !== 'all') search.set('state', state)
  if (after) search.set('after', after)
  if (before) search.set('before', before)
  return search.size === 0 ? '/scans' : `/scans?${search}`
}

/** The scans that have ended, of the accounts and in the state that the address says. */
export function historyFilter({ account, state }: ScansQuery): ScanFilter {
  const ended = scanStates.filter((each) => each !== 'queued' && each !== 'running')
  return {
    ...(account && { accounts: [account] }),
    states: state === 'all' ? ended : [state],
  }
}
