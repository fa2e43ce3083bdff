import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentUser } from '#app/_lib/viewer.ts'
import { PlainShell } from '#components/shell/plain-shell.tsx'
import { SignInForm } from './_components/sign-in-form.tsx'
import { localPath } from './local-path.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = localPath((await searchParams).next)
  if (await currentUser()) redirect(next)
  return (
    <PlainShell>
      <div className="grid gap-1">
        <h1>Sign in</h1>
        <p className="text-ink-2">The posture of your Amazon ECS estate, and what to do about it.</p>
      </div>
      <SignInForm next={next} />
      <p className="text-sm text-ink-3">
        Password lost? Ask an administrator for a new link, or run{' '}
        <code className="whitespace-nowrap">npx tidewaiter admin-link</code> on the server.
      </p>
    </PlainShell>
  )
}
