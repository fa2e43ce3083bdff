import { checks } from '#lib/checks/index.ts'
import { pool } from '#lib/data/client.ts'
import { refreshTally } from '#lib/data/store/tally.ts'
import { inTransaction } from '#lib/data/transaction.ts'
import { fillAccount, insertAccount, months, prepareDraw } from './estate-sql.ts'

export interface EstateSettings {
  /** Rows of `outcome`: one for each check on each subject. A multiple of 10 for each account. */
  rows: number
  accounts: number
  seed: number
}

/** Written straight to the tables, with all indexes in place: 30 % fail, 60 % pass, 5 % unknown, 5 % not applicable. */
export async function loadEstate({ rows, accounts, seed }: EstateSettings): Promise<string[]> {
  await pool().query(prepareDraw(seed))
  for (const month of months()) await pool().query(`select month_partition('finding_event', $1)`, [month])
  const set = {
    ids: checks.map(({ id }) => id),
    pillars: checks.map(({ pillar }) => pillar),
    severities: checks.map(({ severity }) => severity),
  }
  const ids: string[] = []
  let first = 0
  for (const [index, count] of sizes(rows, accounts).entries()) {
    const account = String(100_000_000_000 + index * 7_919_001)
    await inTransaction(async (client) => {
      await insertAccount(client, account, index)
      await fillAccount(client, { account, first, count, ...set })
      await refreshTally(client, account, checks)
    })
    first += count
    ids.push(account)
  }
  await pool().query('vacuum analyze')
  return ids
}

/** Accounts differ in size: the largest has about ten times the rows of the smallest. */
export function sizes(rows: number, accounts: number): number[] {
  const weights = Array.from({ length: accounts }, (_, index) => 1 / (index + accounts / 10))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => Math.floor((rows * weight) / total / 10) * 10)
  const left = rows - shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share, index) => (index === 0 ? share + left : share))
}
