'use client'

import { useActionState, useState } from 'react'
import { AccountBoxes, type AccountChoice } from '#components/ui/account-choice.tsx'
import { describedBy, Field, Input, Select } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import { addScheduleAction, changeScheduleAction } from '../actions.ts'
import type { Repeat, TypedSchedule } from '../typed-schedule.ts'

/** A new schedule, or one that exists (`id`). What was typed stays when it cannot be. */
export function ScheduleForm({
  id,
  start,
  accounts,
  seesAll,
  timeZones,
}: {
  id?: number
  start: TypedSchedule
  accounts: readonly AccountChoice[]
  /** Whoever sees only some accounts chooses them by name. */
  seesAll: boolean
  timeZones: readonly string[]
}) {
  const [added, add] = useActionState(addScheduleAction, {})
  const [changed, change] = useActionState(changeScheduleAction, {})
  const answer = id === undefined ? added : changed
  const { typed, error, field } = answer
  const round = useRound(answer)
  const shown: TypedSchedule = { ...start, ...typed }
  const said = (name: string) => (field === name ? error : undefined)
  return (
    <form action={id === undefined ? add : change} className="grid max-w-160 gap-5">
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      <Field id="name" label="Name" error={said('name')}>
        <Input
          id="name"
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          placeholder="Nightly"
          defaultValue={shown.name}
          aria-describedby={describedBy('name')}
          aria-invalid={said('name') !== undefined}
        />
      </Field>
      <Times key={`times ${round}`} shown={shown} timeZones={timeZones} />
      <Accounts key={`accounts ${round}`} shown={shown} accounts={accounts} seesAll={seesAll} />
      <div className="grid grid-cols-2 gap-5 max-md:grid-cols-1">
        <SegmentedField
          legend="A time that passed while no worker ran"
          name="catchUp"
          options={[
            { value: 'yes', label: 'is made up for once' },
            { value: 'no', label: 'is left out' },
          ]}
          defaultValue={shown.catchUp}
        />
        <Field
          id="spreadMinutes"
          label="Spread over, minutes"
          hint="0 to 120: accounts do not all start at once."
          error={said('spreadMinutes')}
        >
          <Input
            id="spreadMinutes"
            name="spreadMinutes"
            inputMode="numeric"
            className="max-w-24"
            defaultValue={shown.spreadMinutes}
            aria-describedby={describedBy('spreadMinutes')}
            aria-invalid={said('spreadMinutes') !== undefined}
          />
        </Field>
      </div>
      {error && !['name', 'spreadMinutes'].includes(field ?? '') && <Message tone="error">{error}</Message>}
      {changed.result && <Message tone="success">Saved: the next times stand above.</Message>}
      <SubmitButton kind="primary" busy="Saving ..." className="justify-self-start">
        {id === undefined ? 'Add the schedule' : 'Save'}
      </SubmitButton>
    </form>
  )
}

const repeatOptions: { value: Repeat; label: string }[] = [
  { value: 'daily', label: 'every day' },
  { value: 'weekdays', label: 'every weekday' },
  { value: 'weekly', label: 'every week' },
  { value: 'monthly', label: 'every month' },
  { value: 'cron', label: 'as a cron expression says' },
]

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const weekdayOptions = weekdays.map((label, index) => ({ value: String(index), label }))
const dayOptions = Array.from({ length: 28 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))

function Times({ shown, timeZones }: { shown: TypedSchedule; timeZones: readonly string[] }) {
  const [repeat, setRepeat] = useState<string>(shown.repeat)
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] items-start gap-5">
      <legend className="sr-only">When</legend>
      <Field id="repeat" label="Scan">
        <Select
          id="repeat"
          name="repeat"
          options={repeatOptions}
          defaultValue={shown.repeat}
          onChange={(event) => setRepeat(event.target.value)}
        />
      </Field>
      {repeat === 'weekly' && (
        <Field id="weekday" label="On">
          <Select id="weekday" name="weekday" options={weekdayOptions} defaultValue={shown.weekday} />
        </Field>
      )}
      {repeat === 'monthly' && (
        <Field id="day" label="On day">
          <Select id="day" name="day" options={dayOptions} defaultValue={shown.day} />
        </Field>
      )}
      {repeat === 'cron' ? (
        <Field id="cron" label="Cron expression" hint="Minute, hour, day of the month, month, day of the week.">
          <Input
            id="cron"
            name="cron"
            className="mono"
            autoComplete="off"
            spellCheck={false}
            defaultValue={shown.cron}
            aria-describedby={describedBy('cron')}
          />
        </Field>
      ) : (
        <Field id="time" label="At">
          <Input
            id="time"
            name="time"
            type="time"
            required
            defaultValue={shown.time}
            aria-describedby={describedBy('time')}
          />
        </Field>
      )}
      <Field id="timeZone" label="Time zone">
        <Select
          id="timeZone"
          name="timeZone"
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          defaultValue={shown.timeZone}
        />
      </Field>
    </fieldset>
  )
}

const groupOptions = [
  { value: 'all', label: 'every account, also later ones' },
  { value: 'environment:production', label: 'every production account' },
  { value: 'environment:staging', label: 'every staging account' },
  { value: 'environment:other', label: 'every other account' },
]
const byName = { value: 'accounts', label: 'the accounts ticked below' }

function Accounts({
  shown,
  accounts,
  seesAll,
}: {
  shown: TypedSchedule
  accounts: readonly AccountChoice[]
  seesAll: boolean
}) {
  const first = seesAll ? shown.target : byName.value
  const [target, setTarget] = useState(first)
  const ticked = shown.accounts.split(',')
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Which accounts</legend>
      <Field id="target" label="Accounts">
        <Select
          id="target"
          name="target"
          className="max-w-80"
          options={seesAll ? [...groupOptions, byName] : [byName]}
          defaultValue={first}
          onChange={(event) => setTarget(event.target.value)}
        />
      </Field>
      {target === byName.value && <AccountBoxes accounts={accounts} ticked={ticked} />}
    </fieldset>
  )
}
