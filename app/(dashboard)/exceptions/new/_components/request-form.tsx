'use client'

import { useActionState } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { describedBy, Field, Input, TextArea } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import { requestExceptionAction } from '../../actions.ts'
import type { TypedScope } from '../../typed-exception.ts'

const kindOptions = [
  { value: 'risk_accepted', label: 'Risk accepted' },
  { value: 'false_positive', label: 'False positive' },
  { value: 'compensating_control', label: 'Compensating control' },
]
const termOptions = ['30', '90', '365'].map((value) => ({ value, label: `${value} days` }))

/** Kind, reason and end of an exception whose scope is chosen. */
export function RequestForm({ finding, typed, critical }: { finding: string; typed: TypedScope; critical: boolean }) {
  const [answer, action] = useActionState(requestExceptionAction, {})
  const { error, field, typed: sent } = answer
  const said = (name: string) => (field === name ? error : undefined)
  return (
    <form action={action} key={useRound(answer)} className="grid max-w-160 gap-5">
      <input type="hidden" name="finding" value={finding} />
      <input type="hidden" name="scope" value={typed.scope} />
      {typed.tag !== undefined && <input type="hidden" name="tag" value={typed.tag} />}
      <input type="hidden" name="everywhere" value={typed.everywhere ? 'yes' : 'no'} />
      <SegmentedField legend="Kind" name="kind" options={kindOptions} defaultValue={sent?.kind ?? 'risk_accepted'} />
      <Field id="reason" label="Why, for an auditor" error={said('reason')}>
        <TextArea
          id="reason"
          name="reason"
          rows={3}
          required
          minLength={10}
          maxLength={2_000}
          defaultValue={sent?.reason}
          aria-describedby={describedBy('reason')}
          aria-invalid={said('reason') !== undefined}
        />
      </Field>
      <div className="flex flex-wrap items-start gap-5">
        <SegmentedField legend="For" name="days" options={termOptions} defaultValue={sent?.days ?? '30'} />
        <Field
          id="day"
          label="Or until a day"
          hint="The findings come back as that day begins, in UTC."
          error={said('day')}
        >
          <Input
            id="day"
            name="day"
            type="date"
            className="max-w-44"
            defaultValue={sent?.day}
            aria-describedby={describedBy('day')}
            aria-invalid={said('day') !== undefined}
          />
        </Field>
      </div>
      {error && !['reason', 'day'].includes(field ?? '') && <Message tone="error">{error}</Message>}
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="primary" busy="Asking ...">
          {critical ? 'Ask for approval' : 'Accept until then'}
        </SubmitButton>
        <LinkButton href={`/findings/${finding}`}>Cancel</LinkButton>
      </div>
      <p className="text-sm text-ink-3">It lapses early if what it accepts gets worse.</p>
    </form>
  )
}
