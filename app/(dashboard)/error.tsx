'use client'

import { ErrorState } from '#components/page/error-state.tsx'
import { Button } from '#components/ui/button.tsx'

export default function DashboardError({ error }: { error: Error & { digest?: string } }) {
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
