import type { ReactNode } from 'react'

/** A page that could not be shown: what to do, and the id under which the log has the rest. */
export function ErrorState({
  title,
  id,
  retry,
  children,
}: {
  title: string
  id?: string
  retry: ReactNode
  children: ReactNode
}) {
  return (
    <div className="empty" role="alert">
      <h1>{title}</h1>
      <p className="max-w-prose">{children}</p>
      {id && (
        <p className="text-sm">
          Error id <span className="mono">{id}</span>
        </p>
      )}
      {retry}
    </div>
  )
}
