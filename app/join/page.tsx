import type { Metadata } from 'next'
import { PlainShell } from '#components/shell/plain-shell.tsx'
import { linkDays, personInvited } from '#lib/auth/password-link.ts'
import { JoinForm } from './_components/join-form.tsx'

export const metadata: Metadata = { title: 'Choose your password' }

export default async function JoinPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const person = typeof token === 'string' ? await personInvited(token) : undefined
  return (
    <PlainShell>
      <div className="grid gap-1">
        <h1>{person ? 'Choose your password' : 'This link no longer works'}</h1>
        <p className="wrap-anywhere text-ink-2">
          {person
            ? `For ${person.name}, who signs in as ${person.email}.`
            : `It has been used, is older than ${linkDays} days, or a newer one was made. Ask an administrator for a new one.`}
        </p>
      </div>
      {person && typeof token === 'string' && <JoinForm token={token} email={person.email} />}
    </PlainShell>
  )
}
