'use client'

import { useState } from 'react'
import { roleWords } from '#app/_lib/words.ts'
import { type Role, roles } from '#lib/data/viewer.ts'
import { roleUses } from '../person-words.ts'

export interface AccountChoice {
  id: string
  alias: string
}

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
        {sees === 'some' && (
          <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-5 gap-y-2 pl-6">
            {accounts.length === 0 && <p className="text-sm text-ink-3">No account was added yet.</p>}
            {accounts.map(({ id, alias }) => (
              <label key={id} className="flex min-w-0 items-center gap-2">
                <input type="checkbox" name="accounts" value={id} defaultChecked={ticked.includes(id)} />
                <span className="wrap-anywhere">
                  {alias} <span className="mono text-sm text-ink-3">{id}</span>
                </span>
              </label>
            ))}
          </div>
        )}
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
