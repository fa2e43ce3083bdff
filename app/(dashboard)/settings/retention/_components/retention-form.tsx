'use client'

import { useActionState } from 'react'
import { dataText } from '#app/_lib/data-text.ts'
import { counted } from '#components/score/format.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { RetentionDays, RetentionKind } from '#lib/data/retention/days.ts'
import type { Removal } from '#lib/data/retention/parts.ts'
import { retentionAction } from '../actions.ts'

const fields: { kind: RetentionKind; label: string; hint: string }[] = [
  { kind: 'history', label: 'History, days', hint: 'What happened to findings, and past scores.' },
  { kind: 'evidence', label: 'Evidence, days', hint: 'Files of answers that ended; resources that are gone.' },
  { kind: 'ledgers', label: 'Ledgers, days', hint: 'Calls to AWS, gaps and steps of scans.' },
]

/** How long things are kept. Before it is saved it can be seen what would go. */
export function RetentionForm({ days, least, most }: { days: RetentionDays; least: number; most: number }) {
  const [{ typed, error, result }, action] = useActionState(retentionAction, {})
  return (
    <form action={action} className="grid gap-4">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] items-start gap-5">
        {fields.map(({ kind, label, hint }) => (
          <Field key={kind} id={kind} label={label} hint={hint}>
            <Input
              id={kind}
              name={kind}
              type="number"
              inputMode="numeric"
              required
              min={least}
              max={most}
              step={1}
              className="max-w-24"
              defaultValue={typed?.[kind] ?? result?.kept[kind] ?? days[kind]}
              aria-describedby={describedBy(kind)}
            />
          </Field>
        ))}
      </div>
      {error && <Message tone="error">{error}</Message>}
      {result && !result.removals && <Message tone="success">Kept so from the next night on.</Message>}
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="primary" busy="Counting ..." name="step" value="preview">
          Show what would go
        </SubmitButton>
        <SubmitButton busy="Saving ..." name="step" value="save">
          Save
        </SubmitButton>
      </div>
      {result?.removals && <Removals removals={result.removals} />}
    </form>
  )
}

function Removals({ removals }: { removals: Removal[] }) {
  const going = removals.filter(({ rows, partitions }) => rows + partitions > 0)
  if (going.length === 0) return <Message tone="success">Nothing is that old: nothing would go tonight.</Message>
  const rows = going.reduce((sum, each) => sum + each.rows, 0)
  return (
    <section aria-label="What would go tonight">
      <p className="mb-2">Tonight {counted(rows, 'row')} would go. Nothing has been removed yet.</p>
      <DataTable
        caption={`What would go, ${going.length} rows`}
        columns={columns}
        rows={going}
        rowKey={({ what }) => what}
      />
    </section>
  )
}

const columns: Column<Removal>[] = [
  { id: 'what', header: 'What', rowHeader: true, cell: ({ what }) => what },
  { id: 'rows', header: 'Rows', numeric: true, width: 'w-24', narrowLabel: 'rows', cell: ({ rows }) => rows },
  {
    id: 'partitions',
    header: 'Whole months',
    numeric: true,
    width: 'w-28',
    narrowLabel: 'months',
    cell: ({ partitions }) => partitions,
  },
  {
    id: 'bytes',
    header: 'Size',
    numeric: true,
    width: 'w-24',
    narrowLabel: 'size',
    cell: ({ bytes }) => dataText(bytes),
  },
]
