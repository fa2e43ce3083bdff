import { grouped } from '#components/score/format.ts'
import type { NavGroup, ScopedAccount, ScopeFacts, ShellData } from '#components/shell/shell-data.ts'
import type { SignedIn } from '#lib/auth/session.ts'
import { type AccountRow, listAccounts } from '#lib/data/accounts.ts'
import { countAttestations } from '#lib/data/attestations/list.ts'
import { isDemo } from '#lib/data/demo.ts'
import { countResources } from '#lib/data/estate/resources.ts'
import { countExceptions } from '#lib/data/exceptions/list.ts'
import { countFindings } from '#lib/data/findings/facets.ts'
import { type AccountCounts, readCountsByAccount } from '#lib/data/posture/counts.ts'
import { listActiveScans, type ScanRow } from '#lib/data/scans.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { pool } from '#lib/score/counts.ts'
import { scoreOf } from '#lib/score/score.ts'
import { countText } from './count-text.ts'
import { readTheme } from './theme.ts'
import { roleWords } from './words.ts'

/** What stands around every page of someone who is signed in. */
export async function readShell({ viewer, name }: SignedIn, now: Date): Promise<ShellData> {
  const [accounts, places, findings, resources, active, theme, demo, exceptions, attestations] = await Promise.all([
    listAccounts(viewer),
    readCountsByAccount(viewer),
    countFindings(viewer, { tab: 'open' }),
    countResources(viewer, {}),
    listActiveScans(viewer),
    readTheme(),
    isDemo(),
    countExceptions(viewer),
    countAttestations(viewer),
  ])
  const services = resources.byType.find(({ type }) => type === 'ecs-service')?.count ?? 0
  return {
    now,
    theme,
    nav: navigation({
      findings: countText(findings),
      resources: resources.total,
      services,
      accounts,
      active,
      exceptions: exceptions.active,
      toReview: attestations.pending,
    }),
    accounts: accounts.map((account) => scopedAccount(account, places)),
    facts: scopeFacts(accounts, places),
    ...runningScan(active),
    ...(demo && { notice: 'Demo: a sample estate' }),
    searchHref: '/findings',
    user: { name, role: roleWords[viewer.role], links: [{ label: 'Settings', href: '/settings' }] },
  }
}

interface Amounts {
  findings: string
  resources: number
  services: number
  accounts: readonly AccountRow[]
  active: readonly ScanRow[]
  exceptions: number
  toReview: number
}

function navigation({ findings, resources, services, accounts, active, exceptions, toReview }: Amounts): NavGroup[] {
  return [
    {
      items: [
        { label: 'Overview', href: '/' },
        { label: 'Findings', href: '/findings', note: findings },
        { label: 'Guide', href: '/recommendations', note: String(recommendations.length) },
        { label: 'Resources', href: '/resources', note: grouped(resources) },
        { label: 'Services', href: '/services', note: grouped(services) },
      ],
    },
    {
      title: 'Operate',
      items: [
        { label: 'Scans', href: '/scans', ...(active.length > 0 && { note: `${active.length} running` }) },
        { label: 'Exceptions', href: '/exceptions', note: grouped(exceptions) },
        { label: 'Attestations', href: '/attestations', ...(toReview > 0 && { note: `${toReview} to review` }) },
        { label: 'Accounts', href: '/accounts', note: grouped(accounts.length) },
        { label: 'Settings', href: '/settings' },
      ],
    },
  ]
}

function scopedAccount(account: AccountRow, places: readonly AccountCounts[]): ScopedAccount {
  const own = places.filter((place) => place.account === account.id)
  return { id: account.id, alias: account.alias, facts: scopeFacts([account], own, `account=${account.id}`) }
}

/** @param query limits what is linked to the scope */
function scopeFacts(accounts: readonly AccountRow[], places: readonly AccountCounts[], query?: string): ScopeFacts {
  const times = accounts.flatMap(({ lastScan }) => lastScan?.at ?? []).toSorted()
  const [oldest] = times
  if (oldest === undefined) return { lastScan: null, coverage: null }
  const counts = pool(places.map((place) => place.counts))
  return {
    lastScan: {
      at: oldest,
      href: query ? `/scans?${query}` : '/scans',
      failing: accounts.filter(({ state }) => state === 'failing').length,
    },
    coverage: {
      percent: scoreOf(counts).coverage,
      unknown: counts.reduce((sum, each) => sum + each.unknown + each.waiting, 0),
      href: `/findings?tab=unknown${query ? `&${query}` : ''}`,
    },
  }
}

function runningScan(active: readonly ScanRow[]): Pick<ShellData, 'runningScan'> {
  const [first, ...others] = active
  if (!first) return {}
  if (others.length > 0) return { runningScan: { text: `${active.length} scans running`, href: '/scans' } }
  const { done, total } = first.progress
  const progress = total > 0 ? `, ${done} of ${total}` : ''
  return { runningScan: { text: `${first.account.alias} scan ${first.state}${progress}`, href: `/scans/${first.id}` } }
}
