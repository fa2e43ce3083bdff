'use client'

import { useActionState } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { MenuButton, MenuLink } from '#components/ui/menu.tsx'
import { Message } from '#components/ui/message.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { startScanAction } from '../actions.ts'

export interface Scannable {
  id: string
  alias: string
  /** The scan of it that waits or runs. */
  active?: number
}

/** Starts a scan of one account; an account that is being scanned offers to look on instead. */
export function ScanNow({ accounts }: { accounts: Scannable[] }) {
  const [state, action] = useActionState(startScanAction, {})
  const [only, ...others] = accounts
  return (
    <form action={action} className="grid justify-items-end gap-2">
      {only && others.length === 0 ? <OneAccount {...only} /> : <ChooseAccount accounts={accounts} />}
      {state.error && <Message tone="error">{state.error}</Message>}
    </form>
  )
}

function OneAccount({ id, alias, active }: Scannable) {
  if (active !== undefined) {
    return (
      <LinkButton kind="primary" href={`/scans/${active}`}>
        A scan of {alias} is running
      </LinkButton>
    )
  }
  return (
    <SubmitButton kind="primary" busy="Starting ..." name="account" value={id}>
      Scan now
    </SubmitButton>
  )
}

function ChooseAccount({ accounts }: { accounts: Scannable[] }) {
  return (
    <Popover id="scan-now" kind="primary" trigger="Scan now" end>
      {accounts.map(({ id, alias, active }) =>
        active === undefined ? (
          <MenuButton key={id} type="submit" name="account" value={id} note={id}>
            {alias}
          </MenuButton>
        ) : (
          <MenuLink key={id} href={`/scans/${active}`} note="running">
            {alias}
          </MenuLink>
        ),
      )}
    </Popover>
  )
}
