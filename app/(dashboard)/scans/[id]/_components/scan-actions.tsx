'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { cancelScanAction, startScanAction } from '../../actions.ts'

export function CancelScan({ scan }: { scan: number }) {
  const [state, action] = useActionState(cancelScanAction, {})
  return (
    <form action={action} className="grid justify-items-end gap-2">
      <SubmitButton busy="Stopping ..." name="scan" value={scan}>
        Cancel scan
      </SubmitButton>
      {state.error && <Message tone="error">{state.error}</Message>}
    </form>
  )
}

export function ScanAgain({ account, primary }: { account: string; primary: boolean }) {
  const [state, action] = useActionState(startScanAction, {})
  return (
    <form action={action} className="grid justify-items-end gap-2">
      <SubmitButton kind={primary ? 'primary' : 'normal'} busy="Starting ..." name="account" value={account}>
        Scan again
      </SubmitButton>
      {state.error && <Message tone="error">{state.error}</Message>}
    </form>
  )
}
