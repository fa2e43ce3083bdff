import { NotScanned } from '#app/(dashboard)/_components/not-scanned.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { counted } from '#components/score/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { checks } from '#lib/checks/index.ts'
import { activeFilters, clearWords, scannedAccounts } from '../list-words.ts'
import type { FindingsList } from '../read-list.ts'
import { type FindingsQuery, findingsHref } from '../search-params.ts'

/** Why a list has no rows: nothing was scanned, the filters leave nothing, or nothing is wrong. */
export function EmptyList({ query, list, now }: { query: FindingsQuery; list: FindingsList; now: Date }) {
  const scanned = scannedAccounts(query, list.accounts)
    .flatMap(({ lastScan }) => lastScan?.at ?? [])
    .toSorted()
  const [oldest] = scanned
  if (oldest === undefined) {
    return (
      <NotScanned accounts={list.accounts}>Findings stand here once the first scan of an account is stored.</NotScanned>
    )
  }
  if (activeFilters(query, (_, value) => value).length > 0) {
    return (
      <EmptyState
        kind="filtered"
        title="Nothing is left by these filters"
        action={<LinkButton href={findingsHref({ tab: query.tab, group: query.group })}>Clear filters</LinkButton>}
      />
    )
  }
  return (
    <EmptyState kind="clear" title={clearWords[query.tab]}>
      {checks.length} checks judged {counted(scanned.length, 'account')}; the oldest scan is from{' '}
      <RelativeTime at={oldest} now={now} />.
    </EmptyState>
  )
}
