import type { Outcome } from '#lib/engine/outcome.ts'
import type { Resource } from '#lib/engine/resources.ts'
import type { FindingFilter, FindingOrder } from '../findings/filter.ts'
import { listFindings } from '../findings/list.ts'
import type { FindingRow } from '../findings/row.ts'
import { refreshTally } from '../store/tally.ts'
import { inTransaction } from '../transaction.ts'
import { addTestAccount, administrator, containerOutcome, production, scanOf, staging, testChecks } from './scans.ts'

const severities = ['critical', 'high', 'medium', 'low'] as const
const usages = ['running', 'desired', 'scheduled'] as const
const names = Array.from({ length: 25 }, (_, index) => `svc-${String(index).padStart(2, '0')}`)
const regions = ['eu-west-1', 'us-east-1']

/** One failure per name, region and check, varied in severity and usage. */
const failuresOf = (account: string): Outcome[] =>
  names.flatMap((name, index) =>
    testChecks.slice(0, 2).map(({ id }, position) =>
      containerOutcome(name, 'fail', {
        account,
        region: regions[(index + position) % 2],
        check: id,
        severity: severities[(index + position) % 4],
        usage: usages[index % 3],
      }),
    ),
  )

const paymentTags: Resource['tags'] = { team: 'payments', scope: 'pci' }
const webTags: Resource['tags'] = { team: 'web' }

const resourcesOf = (account: string): Resource[] =>
  regions.flatMap((region) =>
    names.map(
      (name): Resource => ({
        key: `arn:aws:ecs:${region}:${account}:task-definition/${name}`,
        type: 'task-definition',
        name,
        arn: `arn:aws:ecs:${region}:${account}:task-definition/${name}`,
        region,
        tags: name < 'svc-10' ? paymentTags : webTags,
        owner: name < 'svc-10' ? 'payments' : 'web',
        environment: account === production ? 'production' : 'staging',
        exposed: name < 'svc-05',
        relations: [],
        terms: ['app', `registry/50%_off-${name}:1`],
        configuration: { networkMode: 'awsvpc' },
      }),
    ),
  )

/** Three scans: most fail from the start; then some are fixed; then one comes back, one cannot be read, and two are new. */
async function scanEstate(account: string): Promise<void> {
  const all = failuresOf(account)
  const as = (status: 'pass' | 'unknown', list: Outcome[]) =>
    list.map(({ subject, check, region }) =>
      containerOutcome(subject.name.slice(0, 6), status, { account, region, check }),
    )
  const fixed = all.slice(0, 3)
  const lasting = all.slice(3, -2)
  const fresh = all.slice(-2)
  const old = containerOutcome('svc-old', 'fail', { account, usage: 'registered' })
  const resources = resourcesOf(account)
  await scanOf([...fixed, ...lasting], { account, resources, at: '2026-10-01T08:00:00.000Z' })
  await scanOf([...as('pass', fixed), ...lasting], {
    account,
    resources,
    at: new Date(Date.now() - 86_400_000).toISOString(),
  })
  await scanOf(
    [
      ...all.slice(0, 1),
      ...as('pass', all.slice(1, 3)),
      ...as('unknown', all.slice(3, 4)),
      ...lasting.slice(1),
      ...fresh,
      old,
    ],
    { account, resources, at: new Date().toISOString() },
  )
}

/**
 * Two accounts with 50 failures each, after three scans: 91 findings are open and listed, four of them new and one regressed;
 * five are under exception, four resolved, two unknown; two failures are only registered.
 */
export async function scanTestEstate(): Promise<void> {
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  await scanEstate(production)
  await scanEstate(staging)
  await inTransaction(async (client) => {
    await client.query(
      `update finding set excepted = true where number in (
         select number from finding where account = $1 and state = 'open' order by subject_name, check_id limit 5)`,
      [production],
    )
    await refreshTally(client, production, testChecks)
  })
}

/** All rows of a list, read page by page. */
export async function everyPage(filter: FindingFilter, order?: FindingOrder, size = 7): Promise<FindingRow[]> {
  const rows: FindingRow[] = []
  let after: string | undefined
  do {
    const page = await listFindings(administrator, filter, order, { after, size })
    rows.push(...page.rows)
    after = page.next
  } while (after)
  return rows
}
