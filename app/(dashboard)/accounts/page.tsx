import type { Metadata } from 'next'
import { requireViewer } from '#app/_lib/viewer.ts'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { counted } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { type AccountRow, listAccounts } from '#lib/data/accounts.ts'
import { can } from '#lib/data/viewer.ts'
import { AccountTable } from './_components/account-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const accounts = await listAccounts(await requireViewer())
  const failing = accounts.filter(({ state }) => state === 'failing').length
  return { title: failing > 0 ? `${failing} failing - Accounts` : `${counted(accounts.length, 'account')} - Accounts` }
}

export default async function AccountsPage() {
  const viewer = await requireViewer()
  const accounts = await listAccounts(viewer)
  const mayManage = can(viewer, 'manage-accounts')
  const { verdict, sub } = verdictOf(accounts)
  return (
    <>
      <PageHead
        verdict={verdict}
        sub={sub}
        actions={
          mayManage && (
            <LinkButton kind="primary" href="/accounts/new">
              Add account
            </LinkButton>
          )
        }
      />
      <div className="mt-4">
        {accounts.length > 0 ? (
          <AccountTable accounts={accounts} now={new Date()} />
        ) : (
          <EmptyState kind="start" title="Tidewaiter reads an AWS account through a role that can only read">
            {mayManage
              ? 'Add an account: the page shows the role to create, tries it, and starts the first scan. It takes about two minutes.'
              : 'An operator or an administrator can add one.'}
          </EmptyState>
        )}
      </div>
    </>
  )
}

function verdictOf(accounts: readonly AccountRow[]): { verdict: string; sub?: string } {
  if (accounts.length === 0) return { verdict: 'No account was added yet' }
  const count = (state: AccountRow['state']) => accounts.filter((account) => account.state === state).length
  const paused = accounts.filter((account) => account.paused).length
  const facts = [
    [count('failing'), 'failing'],
    [count('new'), 'to verify'],
    [paused, 'paused'],
  ] as const
  const parts = facts.filter(([amount]) => amount > 0).map(([amount, word]) => `${amount} ${word}`)
  const all = counted(accounts.length, 'account')
  if (parts.length === 0) return { verdict: accounts.length === 1 ? '1 account, and it answers' : `${all}, all answer` }
  return {
    verdict: `${all}: ${parts.join(', ')}`,
    sub: 'What was found by earlier scans stays until an account is deleted.',
  }
}
