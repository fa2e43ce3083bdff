import type { ReactNode } from 'react'

/** The head of a page. `verdict` says in words and a number how things stand, never the page's name. */
export function PageHead({
  verdict,
  sub,
  actions,
}: {
  verdict: string
  sub?: ReactNode
  /** One primary button at most. */
  actions?: ReactNode
}) {
  return (
    <div className="pagehead">
      <div>
        <h1>{verdict}</h1>
        {sub && <div className="sub">{sub}</div>}
      </div>
      {actions && <div className="acts">{actions}</div>}
    </div>
  )
}
