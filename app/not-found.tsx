import type { Metadata } from 'next'
import { PlainShell } from '#components/shell/plain-shell.tsx'
import { LinkButton } from '#components/ui/button.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainShell>
      <h1>There is no such page</h1>
      <p className="text-ink-2">
        The address may be mistyped, or what stood here is gone: an account that was deleted takes its findings with it.
      </p>
      <LinkButton kind="primary" href="/" className="justify-self-start">
        Go to the overview
      </LinkButton>
    </PlainShell>
  )
}
