import { EmptyState } from '#components/page/empty-state.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import type { Check } from '#lib/checks/define-check.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

/** Why nothing is known of a recommendation yet. */
export function NotJudged({ recommendation: { mode }, check }: { recommendation: Recommendation; check?: Check }) {
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
        It is judged by the next scan of an account.
      </EmptyState>
    )
  }
  if (mode === 'attestation') {
    return (
      <EmptyState kind="start" title="Only a person can tell">
        No API shows whether this holds. Recording a dated answer with evidence is to come; until then it counts neither
        as a pass nor as a failure, and is not in the score.
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
