'use client'

import { useState } from 'react'
import { roleWords } from '#app/_lib/words.ts'
import { AccountBoxes, type AccountChoice } from '#components/ui/account-choice.tsx'
import { type Role, roles } from '#lib/data/viewer.ts'
import { roleUses } from '../person-words.ts'

/** What is chosen when the form opens, as it is sent. */
export interface TypedAccess {
  role?: string
  sees: string
  /** Ids, with commas. */
  accounts: string
}

/** Role and accounts of somebody. */
export function AccessFields({ start, accounts }: { start: TypedAccess; accounts: readonly AccountChoice[] }) {
  const [sees, setSees] = useState(start.sees)
  const ticked = start.accounts.split(',')
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-ink-2">Role</legend>
        {roles.map((role) => (
          <RoleChoice key={role} role={role} chosen={start.role === role} />
        ))}
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-ink-2">Sees</legend>
        {seesOptions.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2">
            <input
              type="radio"
              name="sees"
              value={value}
              defaultChecked={start.sees === value}
              onChange={() => setSees(value)}
            />
            {label}
          </label>
        ))}
        {sees === 'some' && <AccountBoxes accounts={accounts} ticked={ticked} className="pl-6" />}
      </fieldset>
    </>
  )
}

const seesOptions = [
  { value: 'all', label: 'Every account, also later ones' },
  { value: 'some', label: 'The accounts ticked below' },
]

function RoleChoice({ role, chosen }: { role: Role; chosen: boolean }) {
  return (
    <label className="flex items-start gap-2">
      <input type="radio" className="mt-1" name="role" value={role} required defaultChecked={chosen} />
      <span>
        {roleWords[role]} <span className="text-sm text-ink-3">{roleUses[role]}</span>
      </span>
    </label>
  )
}
