import type { Metadata } from 'next'
import { LiveRefresh } from '#app/_lib/live-refresh.tsx'
import { requireViewer } from '#app/_lib/viewer.ts'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { StateTabs } from '#components/ui/state-tabs.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { listActiveScans, listScans } from '#lib/data/scans.ts'
import { listSchedules, type ScheduleRow } from '#lib/data/schedules/schedules.ts'
import { can } from '#lib/data/viewer.ts'
import { RunningScans } from './_components/running-scans.tsx'
import { ScanHistory } from './_components/scan-history.tsx'
import { ScanNow } from './_components/scan-now.tsx'
import { ScheduleTable } from './_components/schedule-table.tsx'
import { type HistoryState, historyFilter, historyStates, readScansQuery, scansHref } from './search-params.ts'
import { scansVerdict, titleOf } from './verdict.ts'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const viewer = await requireViewer()
  return { title: titleOf(await listAccounts(viewer), await listActiveScans(viewer)) }
}

export default async function ScansPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const query = readScansQuery(await searchParams)
  const { account, state, after, before } = query
  const [all, active, history, schedules] = await Promise.all([
    listAccounts(viewer),
    listActiveScans(viewer),
    listScans(viewer, historyFilter(query), { after, before, size: 25 }),
    listSchedules(viewer),
  ])
  const now = new Date()
  const accounts = account ? all.filter(({ id }) => id === account) : all
  const running = account ? active.filter((scan) => scan.account.id === account) : active
  const scannable = accounts
    .filter(({ paused }) => !paused)
    .map(({ id, alias }) => ({ id, alias, active: active.find((scan) => scan.account.id === id)?.id }))
  const { verdict, sub } = scansVerdict(accounts, running, now)
  return (
    <>
      <PageHead
        verdict={verdict}
        sub={sub}
        actions={can(viewer, 'scan') && scannable.length > 0 && <ScanNow accounts={scannable} />}
      />
      <LiveRefresh every={running.length > 0 ? 2_000 : 15_000} />
      {running.length > 0 && (
        <Section id="running" title="Running">
          <RunningScans scans={running} now={now} />
        </Section>
      )}
      {all.length > 0 && <Schedules schedules={schedules} mayAdd={can(viewer, 'scan')} now={now} />}
      {all.length === 0 ? (
        <NoAccounts mayAdd={can(viewer, 'manage-accounts')} />
      ) : (
        <Section id="history" title="History">
          <StateTabs
            label="State"
            tabs={historyStates.map((each) => ({
              label: tabWords[each],
              href: scansHref({ account, state: each }),
              current: each === state,
            }))}
          />
          {history.rows.length === 0 ? (
            <NoHistory state={state} account={account} />
          ) : (
            <ScanHistory scans={history.rows} latest={all.flatMap(({ lastScan }) => lastScan?.id ?? [])} now={now} />
          )}
          <nav aria-label="Pages" className="mt-2 flex gap-4 text-sm">
            {history.previous && (
              <TextLink href={scansHref({ account, state, before: history.previous })}>Newer</TextLink>
            )}
            {history.next && <TextLink href={scansHref({ account, state, after: history.next })}>Older</TextLink>}
          </nav>
        </Section>
      )}
    </>
  )
}

function Schedules({ schedules, mayAdd, now }: { schedules: ScheduleRow[]; mayAdd: boolean; now: Date }) {
  return (
    <Section
      id="schedules"
      title="Schedules"
      actions={mayAdd && schedules.length > 0 && <TextLink href="/scans/schedules/new">New schedule</TextLink>}
    >
      {schedules.length > 0 ? (
        <ScheduleTable schedules={schedules} now={now} />
      ) : (
        <p className="text-ink-2">
          Nothing is scanned by itself yet.{' '}
          {mayAdd && <TextLink href="/scans/schedules/new">Scan every night, or when you choose</TextLink>}
        </p>
      )}
    </Section>
  )
}

const tabWords: Record<HistoryState, string> = { all: 'All', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' }

function NoAccounts({ mayAdd }: { mayAdd: boolean }) {
  return (
    <div className="mt-6">
      <EmptyState
        kind="start"
        title="There is no account to scan yet"
        action={
          mayAdd && (
            <LinkButton kind="primary" href="/accounts/new">
              Add an account
            </LinkButton>
          )
        }
      >
        {mayAdd
          ? 'Adding one takes about two minutes; its first scan starts by itself.'
          : 'An operator or an administrator can add one.'}
      </EmptyState>
    </div>
  )
}

function NoHistory({ state, account }: { state: HistoryState; account?: string }) {
  if (state === 'all') {
    return (
      <EmptyState kind="start" title="No scan has ended yet">
        Start one with “Scan now”: its result stands here when it is stored.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      kind="filtered"
      title={state === 'failed' ? 'No scan has failed' : `No scan is ${state}`}
      action={<LinkButton href={scansHref({ account })}>Show all scans</LinkButton>}
    />
  )
}
