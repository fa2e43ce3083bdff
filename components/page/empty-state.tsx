import type { ReactNode } from 'react'

/**
 * A list without rows says why and what to do next:
 * - `start`: nothing was scanned yet; the action adds an account or starts a scan.
 * - `clear`: nothing is wrong; `children` say with what was checked, and when.
 * - `filtered`: the filters leave nothing; the action takes them away.
 */
export function EmptyState({
  kind,
  title,
  children,
  action,
}: {
  kind: 'start' | 'clear' | 'filtered'
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty" data-kind={kind}>
      <h2>{title}</h2>
      {children && <div className="max-w-prose">{children}</div>}
      {action}
    </div>
  )
}
