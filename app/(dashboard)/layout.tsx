import type { ReactNode } from 'react'
import { readShell } from '#app/_lib/shell.ts'
import { requireUser } from '#app/_lib/viewer.ts'
import { signOutAction } from '#app/sign-in/actions.ts'
import { AppShell } from '#components/shell/app-shell.tsx'

export const dynamic = 'force-dynamic'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const data = await readShell(await requireUser(), new Date())
  return (
    <AppShell data={data} signOut={signOutAction}>
      {children}
    </AppShell>
  )
}
