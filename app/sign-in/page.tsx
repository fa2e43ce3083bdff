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
      <h1>Sign in</h1>
      <SignInForm next={next} />
    </PlainShell>
  )
}
