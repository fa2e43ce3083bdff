import { EmptyState } from '#components/page/empty-state.tsx'
import { counted } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import type { AccountRow } from '#lib/data/accounts.ts'
import type { GapRow } from '#lib/data/posture/gaps.ts'
import { Incomplete } from './incomplete.tsx'

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
  const scanned = accounts.filter(({ lastScan }) => lastScan !== undefined).length
  if (scanned === 0) {
    return (
      <EmptyState
        kind="start"
        title={accounts.length === 0 ? 'No account yet' : 'Not scanned yet'}
        action={
          <LinkButton kind="primary" href={accounts.length === 0 ? '/accounts' : '/scans'}>
            {accounts.length === 0 ? 'Go to accounts' : 'See the scans'}
          </LinkButton>
        }
      >
        The {what} of an account stand here once its first scan is stored.
      </EmptyState>
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
      {counted(scanned, 'account')} scanned, and every call was answered.
    </EmptyState>
  )
}
