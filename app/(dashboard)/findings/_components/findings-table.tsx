import { failTitleOf } from '#app/_lib/checks.ts'
import { HiddenLine } from '#components/page/hidden-line.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { grouped } from '#components/score/format.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { RowKeys } from '#components/table/row-keys.tsx'
import { selectColumn } from '#components/table/select-column.tsx'
import { SelectionBar } from '#components/table/selection-bar.tsx'
import { ChangeTag } from '#components/tags/change-tag.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { UsageBadge } from '#components/tags/usage-badge.tsx'
import { Age, RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import type { FindingSort } from '#lib/data/findings/filter.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import type { Page } from '#lib/data/page.ts'
import { triageText } from '../finding-words.ts'
import { tabWords } from '../list-words.ts'
import { type FindingsList, pageSize } from '../read-list.ts'
import { changed, type FindingsQuery, findingsHref } from '../search-params.ts'
import { CopyLinks } from './copy-links.tsx'
import { TriageTicked } from './triage-ticked.tsx'

/** The rows of one page, each opening beside the list. */
export function FindingsTable({
  page,
  query,
  list,
  mayTriage,
  now,
}: {
  page: Page<FindingRow>
  query: FindingsQuery
  list: FindingsList
  mayTriage: boolean
  now: Date
}) {
  const to = query.from + page.rows.length - 1
  return (
    <form>
      <RowKeys />
      <input type="hidden" name="tab" value={query.tab} />
      <DataTable
        caption={`${tabWords[query.tab]} findings, ${grouped(query.from)} to ${grouped(to)} of ${list.count}`}
        bleed
        sticky
        columns={columnsOf(query, now)}
        rows={page.rows}
        rowKey={({ id }) => id}
        selectedKey={query.finding}
      />
      <div className="flex flex-wrap items-center gap-x-4 py-2.5">
        <Pagination
          from={query.from}
          to={to}
          total={list.count}
          previousHref={page.previous && previousHref(query, page.previous)}
          nextHref={page.next && findingsHref(changed(query, { after: page.next, from: to + 1 }))}
        />
        <span className="ml-auto max-md:hidden" />
        <HiddenLine label="Not in this list" hidden={hiddenOf(query, list)} />
      </div>
      <SelectionBar name="finding">
        {mayTriage && <TriageTicked />}
        <CopyLinks name="finding" />
      </SelectionBar>
    </form>
  )
}

function previousHref(query: FindingsQuery, previous: string): string {
  return findingsHref(changed(query, { before: previous, from: Math.max(1, query.from - pageSize) }))
}

function hiddenOf(query: FindingsQuery, { tabs }: FindingsList) {
  if (query.tab !== 'open') return []
  return (['excepted', 'unknown', 'registered'] as const)
    .filter((tab) => tabs[tab] !== '0')
    .map((tab) => ({
      text: `${tabs[tab]} ${tabWords[tab].toLowerCase()}`,
      href: findingsHref(changed(query, { tab })),
    }))
}

function columnsOf(query: FindingsQuery, now: Date): Column<FindingRow>[] {
  const sortedBy = (by: FindingSort) => {
    const current = query.sort.replace(/^-/, '') === by
    const descending = query.sort.startsWith('-')
    return {
      href: findingsHref(changed(query, { sort: current && !descending ? `-${by}` : by })),
      ...(current && { direction: descending ? ('descending' as const) : ('ascending' as const) }),
    }
  }
  return [
    selectColumn<FindingRow>({ name: 'finding', id: ({ id }) => id, label: ({ id }) => id }),
    severityColumn({ sort: sortedBy('priority') }),
    {
      id: 'finding',
      header: 'Finding',
      rowHeader: true,
      cell: ({ id, check, message, triage, assignee }) => (
        <>
          <TextLink href={findingsHref({ ...query, finding: id })} plain>
            {failTitleOf(check)}
          </TextLink>
          {(triage !== 'new' || assignee) && (
            <span className="ml-2 font-normal">
              <ChangeTag kind="plain" text={triageText({ triage, assignee })} />
            </span>
          )}
          <span className="ml-2 font-normal text-ink-3 max-md:hidden @max-[1300px]/list:hidden">{message}</span>
        </>
      ),
    },
    {
      id: 'resource',
      header: 'Resource',
      width: 'w-56',
      className: 'text-ink-2',
      sort: sortedBy('resource'),
      cell: ({ subject, resource }) => (
        <TextLink href={`/resources/${resource}`} plain>
          {subject.name}
        </TextLink>
      ),
    },
    {
      id: 'account',
      header: 'Account, region',
      width: 'w-60',
      onlyWide: true,
      sort: sortedBy('account'),
      cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
    },
    {
      id: 'usage',
      header: 'In use',
      width: 'w-24',
      onlyWide: true,
      cell: ({ usage }) => usage && <UsageBadge usage={usage} />,
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 'w-24',
      onlyWide: true,
      narrow: 'hide',
      className: 'text-ink-2',
      cell: ({ owner }) => owner ?? <span className="text-ink-3">none</span>,
    },
    ageColumn(({ firstSeen }) => firstSeen, now, {
      ...(query.tab === 'resolved' && { header: 'Resolved' }),
      narrowLabel: undefined,
      sort: sortedBy('first-seen'),
      cell: (row) => <AgeCell row={row} now={now} />,
    }),
  ]
}

function AgeCell({ row, now }: { row: FindingRow; now: Date }) {
  if (row.resolved) return <RelativeTime at={row.resolved.at} now={now} />
  if (row.change) return <ChangeTag kind={row.change} />
  if (row.firstSeen) return <Age since={row.firstSeen} now={now} />
  return row.status === 'unknown' ? <StatusTag status="unknown" text="Never judged" /> : '–'
}
