import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { dataText } from '#app/_lib/data-text.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { dayLimits, readRetentionDays } from '#lib/data/retention/days.ts'
import { readSizes } from '#lib/data/retention/sweep.ts'
import { can } from '#lib/data/viewer.ts'
import { RetentionForm } from './_components/retention-form.tsx'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const { history } = await readRetentionDays()
  return { title: `History kept ${history} days - Settings` }
}

export default async function RetentionPage() {
  const viewer = await requireViewer()
  if (!can(viewer, 'administer')) notFound()
  const [days, sizes] = await Promise.all([readRetentionDays(), readSizes(viewer)])
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <>
      <Crumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Retention' }]} />
      <PageHead
        verdict={`History is kept ${days.history} days, ${dataText(total)} in all`}
        sub="Every night what is older is removed. Open findings never lose their age, and the audit log is never removed."
      />
      <div className="mt-4">
        <Section id="sizes" title="What it takes" note="in the database, with indexes" first>
          <Facts facts={sizes.map(({ what, bytes }) => ({ term: what, value: dataText(bytes) }))} />
        </Section>
        <Section id="days" title="How long it is kept" note="PCI DSS asks for 12 months of audit history">
          <RetentionForm days={days} least={dayLimits.least} most={dayLimits.most} />
        </Section>
      </div>
    </>
  )
}
