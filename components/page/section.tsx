import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A part of a page under its heading. `note` says in small what is counted; `actions` stand right. `id` is unique on the page. */
export function Section({
  id,
  title,
  note,
  actions,
  first = false,
  children,
}: {
  id: string
  title: string
  note?: ReactNode
  actions?: ReactNode
  /** No space above: the first part of a column. */
  first?: boolean
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className={clsx(!first && 'mt-6')}>
      <div className="sechead">
        <h2 id={id}>{title}</h2>
        {note && <div className="note">{note}</div>}
        {actions && <div className="acts">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
