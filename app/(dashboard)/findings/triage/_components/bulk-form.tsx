'use client'

import { useActionState } from 'react'
import { counted, grouped } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import type { Assignee } from '#lib/data/triage/people.ts'
import { triageManyAction } from '../../actions.ts'
import { assigneeOptions, triageOptions } from '../../triage-options.ts'

const asItIs = { value: 'as-it-is', label: 'As it is' }

/** One change for every finding that was counted. */
export function BulkForm({
  search,
  count,
  people,
  listHref,
}: {
  search: string
  count: number
  people: readonly Assignee[]
  listHref: string
}) {
  const [answer, action] = useActionState(triageManyAction, {})
  const { typed, error, result } = answer
  return (
    <form action={action} key={useRound(answer)} className="grid max-w-160 gap-5">
      <input type="hidden" name="search" value={search} />
      <input type="hidden" name="expected" value={count} />
      <SegmentedField
        legend="State"
        name="triage"
        options={[asItIs, ...triageOptions]}
        defaultValue={typed?.triage ?? asItIs.value}
      />
      <Field id="assignee" label="Assigned to" hint="Those who may triage in every account concerned.">
        <Select
          id="assignee"
          name="assignee"
          className="max-w-80"
          options={[asItIs, ...assigneeOptions(people)]}
          defaultValue={typed?.assignee ?? asItIs.value}
        />
      </Field>
      <Field id="comment" label="Comment" hint="Stands in the history of each of them.">
        <TextArea id="comment" name="comment" rows={2} maxLength={2_000} defaultValue={typed?.comment} />
      </Field>
      {error && <Message tone="error">{error}</Message>}
      {result && (
        <Message tone="success">
          {counted(result.changed, 'finding')} of {grouped(result.count)} changed. It can be undone below.
        </Message>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="primary" busy="Applying ...">
          Apply to {counted(count, 'finding')}
        </SubmitButton>
        <LinkButton href={listHref}>Back to the list</LinkButton>
      </div>
    </form>
  )
}
