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
      <div className="grid gap-1">
        <h1>{open ? 'Create the administrator' : 'This link no longer works'}</h1>
        <p className="text-ink-2">
          {open ? (
            'The one who may do everything: add accounts, scan them, and let others in.'
          ) : (
            <>
              It has been used or is older than 30 minutes. For a new one, run{' '}
              <code className="whitespace-nowrap">npx tidewaiter admin-link</code> on the server.
            </>
          )}
        </p>
      </div>
      {open && <SetupForm token={token} />}
    </PlainShell>
  )
}
