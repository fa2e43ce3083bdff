import { EmptyState } from '#components/page/empty-state.tsx'
import { counted } from '#components/score/format.ts'
import type { AccountRow } from '#lib/data/accounts.ts'
import type { GapRow } from '#lib/data/posture/gaps.ts'
import { Incomplete } from './incomplete.tsx'
import { isScanned, NotScanned } from './not-scanned.tsx'

/** Why the estate is empty: nothing was scanned, calls were not answered, or there is nothing. `what` is "clusters". */
export function NoEstate({
  what,
  accounts,
  gaps,
}: {
  what: string
  accounts: readonly AccountRow[]
  gaps: readonly GapRow[]
}) {
  if (!isScanned(accounts)) {
    return (
      <NotScanned accounts={accounts}>The {what} of an account stand here once its first scan is stored.</NotScanned>
    )
  }
  if (gaps.length > 0) {
    return (
      <EmptyState kind="start" title={`No ${what} could be read`}>
        <Incomplete gaps={gaps} />
      </EmptyState>
    )
  }
  return (
    <EmptyState kind="clear" title={`There are no ${what}`}>
      {counted(accounts.filter(({ lastScan }) => lastScan).length, 'account')} scanned, and every call was answered.
    </EmptyState>
  )
}
