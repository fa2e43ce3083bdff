import { pool } from '#lib/data/client.ts'
import { openFinding } from '#lib/data/findings/where.ts'
import { randomOf } from '../random.ts'
import { type Request, viewerOf } from './requests.ts'

/** The first page for the viewers that `list` has, as one writes it without the product: the rows of one statement. */
export function bareRequests(count: number, accounts: readonly string[], seed: number): Request[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => {
    const { accounts: seen } = viewerOf(random, accounts)
    return () =>
      pool().query(
        `select s.*, a.alias, r.owner, r.environment, r.exposed from finding s
           join resource r on r.id = s.resource_id join aws_account a on a.id = s.account
         where ${openFinding} and ($1::text[] is null or s.account = any($1))
         order by s.rank, s.first_seen, s.number limit 51`,
        [seen === 'all' ? null : seen],
      )
  })
}
