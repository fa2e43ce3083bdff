import type { Metadata } from 'next'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { linkDays } from '#lib/auth/password-link.ts'
import { listAccounts } from '#lib/data/accounts.ts'
import { InviteForm } from '../_components/invite-form.tsx'
import { requireManager } from '../reach.ts'

export const metadata: Metadata = { title: 'Invite somebody - Settings' }

export default async function InvitePage() {
  const accounts = await listAccounts(await requireManager())
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Settings', href: '/settings' },
          { label: 'People', href: '/settings/people' },
          { label: 'Invite somebody' },
        ]}
      />
      <PageHead
        verdict="Who comes in, and what may they do?"
        sub="You get a link to hand on; whoever opens it chooses a password."
      />
      <div className="mt-4">
        <InviteForm accounts={accounts.map(({ id, alias }) => ({ id, alias }))} days={linkDays} />
      </div>
    </>
  )
}
