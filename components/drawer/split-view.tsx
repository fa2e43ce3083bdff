import type { ReactNode } from 'react'

/** A list and, beside it, the one that is open. Where there is no room for both the open one is the page. */
export function SplitView({ children, drawer }: { children: ReactNode; drawer?: ReactNode }) {
  return (
    <div className="work">
      <div className="list">{children}</div>
      {drawer}
    </div>
  )
}
