import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import type { Posture } from '#lib/data/posture/posture.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'

/** Before the first scan: what to do to see a posture here. */
export function NothingYet({ accounts, viewer }: { accounts: Posture['accounts']; viewer: Viewer }) {
  const mayAdd = can(viewer, 'manage-accounts')
  if (accounts.total > 0) {
    return (
      <>
        <PageHead verdict="Not scanned yet" />
        <EmptyState
          kind="start"
          title={accounts.failing > 0 ? 'The account does not answer' : 'The first scan has not finished'}
          action={
            <LinkButton kind="primary" href={accounts.failing > 0 ? '/accounts' : '/scans'}>
              {accounts.failing > 0 ? 'See what is wrong' : 'See the scans'}
            </LinkButton>
          }
        >
          Scores, findings and what to do first stand here once a scan is stored.
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHead verdict="No account yet" />
      <EmptyState
        kind="start"
        title={mayAdd ? 'Add the first AWS account' : 'There is no account that you may see'}
        action={
          mayAdd && (
            <LinkButton kind="primary" href="/accounts/new">
              Add account
            </LinkButton>
          )
        }
      >
        {mayAdd
          ? 'Tidewaiter reads an account through a role that may only read, and judges its Amazon ECS estate. It takes three steps.'
          : 'Ask an administrator to add one, or to let you see one.'}
      </EmptyState>
    </>
  )
}
