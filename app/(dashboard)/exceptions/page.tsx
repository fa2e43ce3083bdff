import type { Metadata } from 'next'
import { cache } from 'react'
import type { Given } from '#app/_lib/address.ts'
import { failTitleOf } from '#app/_lib/checks.ts'
import { countText } from '#app/_lib/count-text.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { FilterChip } from '#components/filters/filter-chip.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { grouped } from '#components/score/format.ts'
import { DownloadButton, LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { StateTabs } from '#components/ui/state-tabs.tsx'
import { type AccountRow, listAccounts } from '#lib/data/accounts.ts'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { countExceptions, type ExceptionTab, exceptionTabs, listExceptions } from '#lib/data/exceptions/list.ts'
import { countFindings } from '#lib/data/findings/facets.ts'
import type { Page } from '#lib/data/page.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { BadAddress } from '../_components/bad-address.tsx'
import { isScanned, NotScanned } from '../_components/not-scanned.tsx'
import { findingsHref } from '../findings/search-params.ts'
import { ExceptionTable } from './_components/exception-table.tsx'
import { Waiting } from './_components/waiting.tsx'
import { listVerdict, tabWords } from './exception-words.ts'
import { type ExceptionsQuery, exceptionsHref, exportHref, readExceptionsQuery } from './search-params.ts'

type Props = { searchParams: Promise<Given> }

/** How everything stands; the title and the page ask for the same. @param account ids with commas, or nothing for all */
const readStanding = cache(async (viewer: Viewer, account: string, check: string | undefined) => {
  const accounts = account === '' ? undefined : account.split(',')
  const checks = check === undefined ? undefined : [check]
  const [counts, excepted, open] = await Promise.all([
    countExceptions(viewer, { accounts, check }),
    countFindings(viewer, { tab: 'excepted', accounts, checks }),
    countFindings(viewer, { tab: 'open', accounts, checks }),
  ])
  return { counts, excepted, open, verdict: listVerdict({ ...counts, hidden: countText(excepted) }) }
})

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const read = readExceptionsQuery(await searchParams)
  if ('problem' in read) return { title: 'Exceptions' }
  const { verdict } = await readStanding(await requireViewer(), read.query.account?.join() ?? '', read.query.check)
  return { title: `${verdict} - Exceptions` }
}

export default async function ExceptionsPage({ searchParams }: Props) {
  const read = readExceptionsQuery(await searchParams)
  if ('problem' in read) return <BadAddress problem={read.problem} href={exceptionsHref()} />
  const { query } = read
  const { tab, account: accounts, check, after, before } = query
  const viewer = await requireViewer()
  const [{ counts, excepted, open, verdict }, page, pending, all] = await Promise.all([
    readStanding(viewer, accounts?.join() ?? '', check),
    listExceptions(viewer, { tab, accounts, check }, { after, before }),
    tab === 'active' ? listExceptions(viewer, { tab: 'pending', accounts, check }, { size: 20 }) : undefined,
    listAccounts(viewer),
  ])
  const now = new Date()
  return (
    <>
      <PageHead
        verdict={verdict}
        sub={
          excepted.count > 0 && !excepted.more && !open.more
            ? `Without them: ${grouped(open.count + excepted.count)} open instead of ${grouped(open.count)}. What they hide is left out of the score and counted here.`
            : 'What an exception hides is left out of the score and counted here. On its day it is back, with its age.'
        }
        actions={
          counts[tab] > 0 && <DownloadButton href={exportHref(query)}>Export {grouped(counts[tab])}</DownloadButton>
        }
      />
      {check && (
        <p className="mt-2 mb-1">
          <FilterChip name="Check" value={failTitleOf(check)} removeHref={exceptionsHref({ tab, account: accounts })} />
        </p>
      )}
      <StateTabs
        label="Exceptions by state"
        tabs={exceptionTabs.map((each) => ({
          label: tabWords[each],
          count: counts[each],
          href: exceptionsHref({ tab: each, account: accounts, check }),
          current: each === tab,
        }))}
      />
      <Listed viewer={viewer} query={query} page={page} accounts={all} now={now} />
      {pending && pending.rows.length > 0 && (
        <Section id="waiting" title="Waiting for a second person">
          <Waiting viewer={viewer} rows={pending.rows} now={now} />
        </Section>
      )}
    </>
  )
}

function Listed({
  viewer,
  query,
  page,
  accounts,
  now,
}: {
  viewer: Viewer
  query: ExceptionsQuery
  page: Page<ExceptionRow>
  accounts: readonly AccountRow[]
  now: Date
}) {
  const { tab, account, check } = query
  if (page.rows.length === 0) return <Empty tab={tab} accounts={accounts} />
  if (tab === 'pending') return <Waiting viewer={viewer} rows={page.rows} now={now} />
  const order = tab === 'expired' || tab === 'ended' ? 'latest end first' : 'soonest end first'
  return (
    <>
      <ExceptionTable rows={page.rows} caption={`${tabWords[tab]} exceptions, ${order}`} now={now} />
      <nav aria-label="Pages" className="mt-2 flex gap-4 text-sm">
        {page.previous && (
          <TextLink href={exceptionsHref({ tab, account, check, before: page.previous })}>Previous</TextLink>
        )}
        {page.next && <TextLink href={exceptionsHref({ tab, account, check, after: page.next })}>Next</TextLink>}
      </nav>
    </>
  )
}

const emptyWords: Readonly<Record<ExceptionTab, string>> = {
  active: 'Nothing is accepted: every finding counts',
  expiring: 'No exception ends within 30 days',
  pending: 'Nothing waits for a second person',
  expired: 'No exception has expired',
  ended: 'No exception was revoked or has lapsed',
}

function Empty({ tab, accounts }: { tab: ExceptionTab; accounts: readonly AccountRow[] }) {
  if (!isScanned(accounts)) {
    return (
      <div className="mt-3">
        <NotScanned accounts={accounts}>
          An exception is asked for on the page of a finding; the first scan finds what there is to accept.
        </NotScanned>
      </div>
    )
  }
  return (
    <div className="mt-3">
      <EmptyState
        kind="clear"
        title={emptyWords[tab]}
        action={tab === 'active' && <LinkButton href={findingsHref()}>Go to the findings</LinkButton>}
      >
        An exception is asked for on the page of a finding, with a reason and the day on which it ends.
      </EmptyState>
    </div>
  )
}
