'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { saveServiceProviderAction } from '../actions.ts'

/** PCI DSS asks service providers to confirm their scope twice as often. */
export function ServiceProviderForm({ isProvider }: { isProvider: boolean }) {
  const [{ typed, error, result }, action] = useActionState(saveServiceProviderAction, {})
  return (
    <form action={action} className="grid max-w-100 justify-items-start gap-2">
      <SegmentedField
        legend="PCI DSS service provider"
        name="provider"
        options={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes, some answers hold half as long' },
        ]}
        defaultValue={typed?.provider ?? (isProvider ? 'yes' : 'no')}
      />
      {error && <Message tone="error">{error}</Message>}
      {result && <Message tone="success">It holds for answers that are signed from now on.</Message>}
      <SubmitButton busy="Saving ...">Save</SubmitButton>
    </form>
  )
}
