import type { Metadata } from 'next'
import { EmptyState } from '#components/page/empty-state.tsx'
import { LinkButton } from '#components/ui/button.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        kind="filtered"
        title="There is no such thing here"
        action={
          <LinkButton kind="primary" href="/">
            Go to the overview
          </LinkButton>
        }
      >
        The address may be mistyped, its account may be deleted, or it belongs to an account that you may not see.
      </EmptyState>
    </>
  )
}
