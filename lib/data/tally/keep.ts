import { pool } from '../client.ts'
import { shared } from '../shared.ts'
import { all, binder, oneOf } from '../sql.ts'

// To count by the roll-up takes Postgres a second in a large estate, and this process some milliseconds. So each process
// keeps what it is asked for again and again, and asks before every use which accounts have been counted anew since.

interface Kept<T> {
  version: string
  value: Promise<T>
}

/**
 * Keeps what is told of each account by its roll-up, in memory, until that is counted anew.
 * @param name under which this process keeps it
 * @param read what is told of the given accounts; those it leaves out have `none`
 * @returns reads it as it is now, by account: of the given accounts, or of all that have been counted
 */
export function keepByAccount<T>(
  name: string,
  read: (accounts: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  none: T,
): (accounts?: readonly string[]) => Promise<Map<string, T>> {
  const kept = shared(name, () => new Map<string, Kept<T>>())
  /** Who asks for them in the meantime waits for the same answer. */
  const load = (outdated: readonly Version[]) => {
    // They may be newer than the version that was read before them; then they are read once more.
    const reading = read(outdated.map(({ account }) => account))
    for (const { account, version } of outdated) {
      const entry: Kept<T> = { version, value: reading.then((byAccount) => byAccount.get(account) ?? none) }
      kept.set(account, entry)
      entry.value.catch(() => kept.get(account) === entry && kept.delete(account))
    }
  }
  return async (accounts) => {
    const versions = await readVersions(accounts)
    const outdated = versions.filter(({ account, version }) => kept.get(account)?.version !== version)
    if (outdated.length > 0) load(outdated)
    const current = new Map<string, T>()
    for (const { account } of versions) {
      const value = await kept.get(account)?.value
      if (value !== undefined) current.set(account, value)
    }
    return current
  }
}

interface Version {
  account: string
  version: string
}

/** As one text, because every list asks: hundreds of rows take longer to read. */
async function readVersions(accounts: readonly string[] | undefined): Promise<Version[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'account', accounts)])
  const { rows } = await pool().query<{ versions: string | null }>(
    `select string_agg(account || ' ' || version, ',') as versions from tally_version where ${where}`,
    sql.values,
  )
  return (rows[0]?.versions?.split(',') ?? []).map((text) => {
    const [account = '', version = ''] = text.split(' ')
    return { account, version }
  })
}
