import type { ReactNode } from 'react'
import { Mark } from './sidebar.tsx'

/** Pages before signing in, and pages that stand alone: one narrow column under the name. */
export function PlainShell({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto grid min-h-screen w-full max-w-100 content-center gap-6 p-4">
      <p className="flex items-center gap-2 font-strong">
        <Mark /> Tidewaiter
      </p>
      {children}
    </main>
  )
}
