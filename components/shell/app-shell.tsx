import type { ReactNode } from 'react'
import type { ShellData } from './shell-data.ts'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'

/** Everything around a page of someone who is signed in. Reads nothing itself. */
export function AppShell({
  data,
  signOut,
  children,
}: {
  data: ShellData
  /** A server action. */
  signOut: () => Promise<void>
  children: ReactNode
}) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="shell">
        <Sidebar nav={data.nav} />
        <div className="min-w-0">
          <TopBar data={data} signOut={signOut} />
          <main id="main" className="main">
            {children}
          </main>
        </div>
      </div>
    </>
  )
}
