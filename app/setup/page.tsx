import type { Metadata } from 'next'
import { PlainShell } from '#components/shell/plain-shell.tsx'
import { isOpen } from '#lib/auth/setup-link.ts'
import { SetupForm } from './_components/setup-form.tsx'

export const metadata: Metadata = { title: 'Create the administrator' }

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const open = typeof token === 'string' && (await isOpen(token))
  return (
    <PlainShell>
      <h1>{open ? 'Create the administrator' : 'This link no longer works'}</h1>
      {open ? (
        <SetupForm token={token} />
      ) : (
        <p>
          It has been used or is older than 30 minutes. Run <code>npx tidewaiter admin-link</code> on the server for a
          new one.
        </p>
      )}
    </PlainShell>
  )
}
