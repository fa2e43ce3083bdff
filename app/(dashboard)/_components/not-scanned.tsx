import type { ReactNode } from 'react'
import { EmptyState } from '#components/page/empty-state.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import type { AccountRow } from '#lib/data/accounts.ts'

/** Whether anything is known of any account: before that, an empty list says nothing good. */
export function isScanned(accounts: readonly AccountRow[]): boolean {
  return accounts.some(({ lastScan }) => lastScan !== undefined)
}

/** A list before the first scan: what it will hold then, and the way there. */
export function NotScanned({ accounts, children }: { accounts: readonly AccountRow[]; children: ReactNode }) {
  const isFirst = accounts.length === 0
  return (
    <EmptyState
      kind="start"
      title={isFirst ? 'No account yet' : 'Not scanned yet'}
      action={
        <LinkButton kind="primary" href={isFirst ? '/accounts' : '/scans'}>
          {isFirst ? 'Go to accounts' : 'See the scans'}
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  )
}
