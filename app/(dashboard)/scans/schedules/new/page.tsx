import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { can } from '#lib/data/viewer.ts'
import { ScheduleForm } from '../_components/schedule-form.tsx'
import { timeZones } from '../time-zones.ts'
import { blankSchedule } from '../typed-schedule.ts'

export const metadata: Metadata = { title: 'New schedule' }

export default async function NewSchedulePage() {
  const viewer = await requireViewer()
  if (!can(viewer, 'scan')) notFound()
  const accounts = await listAccounts(viewer)
  return (
    <>
      <Crumbs crumbs={[{ label: 'Scans', href: '/scans' }, { label: 'New schedule' }]} />
      <PageHead
        verdict="When should scans start by themselves?"
        sub="A scan that is still running is not started twice; the schedule says so and goes on."
      />
      <div className="mt-4">
        <ScheduleForm
          start={blankSchedule}
          accounts={accounts}
          seesAll={viewer.accounts === 'all'}
          timeZones={timeZones}
        />
      </div>
    </>
  )
}
