'use client'

import { EmptyState } from '#components/page/empty-state.tsx'
import { ErrorState } from '#components/page/error-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { brokenPlace } from '#lib/data/invalid.ts'

export default function DashboardError({ error }: { error: Error & { digest?: string } }) {
  if (error.digest === brokenPlace.digest) return <BrokenPlace />
  return (
    <ErrorState
      title="This page could not be shown"
      id={error.digest}
      retry={
        <Button kind="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      }
    >
      Nothing was changed. Try again. If it stays so, look for the error id in the server's log.
    </ErrorState>
  )
}

/** Its button loads the page anew: by a link to the same page React would go on to show the error. */
function BrokenPlace() {
  return (
    <>
      <title>The address cannot be read - Tidewaiter</title>
      <h1 className="sr-only">The address cannot be read</h1>
      <EmptyState
        kind="filtered"
        title="This address cannot be read"
        action={<Button onClick={() => location.assign(location.pathname)}>Show the whole list</Button>}
      >
        {brokenPlace.sentence}
      </EmptyState>
    </>
  )
}
