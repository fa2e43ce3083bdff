import type { ReactNode } from 'react'

/** Two columns of equal weight, one below the other on narrow screens. */
export function TwoColumns({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-8 gap-y-6 max-lg:grid-cols-1">{children}</div>
}

/** The work, and beside it a rail of facts and actions about the same thing; below it on narrow screens. */
export function WithRail({ rail, railLabel, children }: { rail: ReactNode; railLabel: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_296px] gap-x-6 max-lg:grid-cols-1">
      <div className="min-w-0">{children}</div>
      <aside
        aria-label={railLabel}
        className="rail grid content-start gap-6 border-l border-line pl-6 max-lg:mt-6 max-lg:border-t max-lg:border-l-0 max-lg:pt-6 max-lg:pl-0"
      >
        {rail}
      </aside>
    </div>
  )
}
