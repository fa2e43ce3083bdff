import { EmptyState } from '#components/page/empty-state.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import type { Rule } from '#lib/checks/define-check.ts'

/** Why nothing is known of a recommendation yet. */
export function NotJudged({ check }: { check?: Rule }) {
  if (check) {
    return (
      <EmptyState
        kind="start"
        title="No scan has looked at this yet"
        action={
          <LinkButton kind="primary" href="/accounts">
            Add or scan an account
          </LinkButton>
        }
      >
        {check.asks
          ? 'The next scan of an account finds what it is asked of.'
          : 'It is judged by the next scan of an account.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState kind="start" title="There is no check for this yet">
      It counts neither as a pass nor as a failure, and is not in the score. Until the check is there, read the guide's
      section and judge it yourself.
    </EmptyState>
  )
}
