import { unusedAddress } from '#app/(dashboard)/resources/unused/search-params.ts'
import { PageHead } from '#components/page/page-head.tsx'
import { DownloadButton, LinkButton } from '#components/ui/button.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { StateTabs } from '#components/ui/state-tabs.tsx'
import { findingTabs } from '#lib/data/findings/filter.ts'
import { scannedAccounts, tabWords } from '../list-words.ts'
import type { FindingsList } from '../read-list.ts'
import { changed, type FindingsQuery, findingsHref } from '../search-params.ts'
import { CheckGroups } from './check-groups.tsx'
import { EmptyList } from './empty-list.tsx'
import { Filters } from './filters.tsx'
import { FindingsTable } from './findings-table.tsx'
import { ResourceGroups } from './resource-groups.tsx'

const groupWords = { check: 'Check', resource: 'Resource', none: 'None' } as const

interface ListProps {
  query: FindingsQuery
  list: FindingsList
  /** And what is listed can be triaged: open findings. */
  mayTriage: boolean
  now: Date
}

/** The workbench: what is listed, how it is cut, filtered and grouped, and the rows. */
export function List(props: ListProps) {
  const { query, list, mayTriage, now } = props
  if (scannedAccounts(query, list.accounts).length === 0) {
    return (
      <>
        <PageHead verdict={list.verdict} />
        <EmptyList query={query} list={list} now={now} />
      </>
    )
  }
  const hrefWith = (change: Partial<FindingsQuery>) => findingsHref(changed(query, change))
  return (
    <>
      <PageHead
        verdict={list.verdict}
        actions={
          <>
            {query.tab === 'registered' && (
              <LinkButton href={unusedAddress.href({ account: query.account })}>Unused revisions</LinkButton>
            )}
            <span className="self-center text-sm text-ink-3">Group by</span>
            <Segmented
              label="Group by"
              options={(['check', 'resource', 'none'] as const).map((group) => ({
                label: groupWords[group],
                href: hrefWith({ group }),
                current: query.group === group,
              }))}
            />
            {mayTriage && list.count !== '0' && (
              <LinkButton
                href={findingsHref(changed(query, { group: undefined, sort: undefined }), '/findings/triage')}
              >
                Triage {list.count}
              </LinkButton>
            )}
            <DownloadButton href={findingsHref(changed(query, {}), '/findings/export')}>
              Export {list.count}
            </DownloadButton>
          </>
        }
      />
      <StateTabs
        label="Findings by state"
        tabs={findingTabs
          .filter((tab) => tab !== 'registered' || query.tab === 'registered')
          .map((tab) => ({
            label: tabWords[tab],
            count: list.tabs[tab],
            href: hrefWith({ tab }),
            current: query.tab === tab,
          }))}
      />
      <Filters query={query} list={list} />
      <Rows {...props} />
    </>
  )
}

function Rows({ query, list, mayTriage, now }: ListProps) {
  const { rows } = list
  if (rows.group === 'check') {
    return rows.groups.length > 0 ? (
      <CheckGroups groups={rows.groups} query={query} now={now} />
    ) : (
      <EmptyList query={query} list={list} now={now} />
    )
  }
  if (rows.group === 'resource') {
    return rows.groups.length > 0 ? (
      <ResourceGroups groups={rows.groups} query={query} now={now} />
    ) : (
      <EmptyList query={query} list={list} now={now} />
    )
  }
  return rows.page.rows.length > 0 ? (
    <FindingsTable page={rows.page} query={query} list={list} mayTriage={mayTriage} now={now} />
  ) : (
    <EmptyList query={query} list={list} now={now} />
  )
}
