'use client'

import { useActionState } from 'react'
import type { ScanPart } from '#app/_lib/scan-part.ts'
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

interface ScanAgainProps {
  account: string
  part?: ScanPart
  primary?: boolean
  /** What the button says. */
  label?: string
}

/** Starts a scan of an account, or of a part of it. */
export function ScanAgain({ account, part = {}, primary = false, label = 'Scan again' }: ScanAgainProps) {
  const [state, action] = useActionState(startScanAction, {})
  return (
    <form action={action} className="grid justify-items-end gap-2">
      {Object.entries(part).map(([name, values]) => (
        <input key={name} type="hidden" name={name} value={values.join(',')} />
      ))}
      <SubmitButton kind={primary ? 'primary' : 'normal'} busy="Starting ..." name="account" value={account}>
        {label}
      </SubmitButton>
      {state.error && <Message tone="error">{state.error}</Message>}
    </form>
  )
}
