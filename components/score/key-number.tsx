import type { ReactNode } from 'react'

/** One number that matters, and in small what it counts: "6 of 20 judged". */
export function KeyNumber({ value, children }: { value: ReactNode; children?: ReactNode }) {
  return (
    <p className="score flex items-baseline gap-1.5 whitespace-nowrap">
      <b>{value}</b>
      <span className="text-ink-2">{children}</span>
    </p>
  )
}
