import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { AccountRow } from '#lib/data/accounts.ts'

const looks: Record<AccountRow['state'], { status: Status; word: string }> = {
  new: { status: 'waiting', word: 'Not verified yet' },
  ready: { status: 'pass', word: 'Ready' },
  failing: { status: 'fail', word: 'Failing' },
}

/** Whether the account answers and is scanned; if not, why, and where to go. */
export function AccountState({ account }: { account: AccountRow }) {
  const { status, word } = looks[account.state]
  return (
    <>
      <span className="flex flex-wrap gap-x-3">
        <StatusTag status={status} text={word} />
        {account.paused && <StatusTag status="excepted" text="Paused" />}
      </span>
      {account.state === 'new' && (
        <TextLink href={`/accounts/new?id=${account.id}`} className="text-sm">
          Create its role and verify
        </TextLink>
      )}
      {account.lastError && (
        <span className="line-clamp-2 text-sm text-ink-2" title={account.lastError}>
          {account.lastError}
        </span>
      )}
    </>
  )
}
