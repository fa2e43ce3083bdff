import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { listAccounts } from '#lib/data/accounts.ts'
import { listRuns } from '#lib/data/schedules/runs.ts'
import { findSchedule, type ScheduleRow } from '#lib/data/schedules/schedules.ts'
import { can } from '#lib/data/viewer.ts'
import { RunsTable } from '../_components/runs-table.tsx'
import { DeleteSchedule, PauseSchedule } from '../_components/schedule-actions.tsx'
import { ScheduleForm } from '../_components/schedule-form.tsx'
import { localTime, targetWords, timesWords } from '../schedule-words.ts'
import { timeZones } from '../time-zones.ts'
import { typedFrom } from '../typed-schedule.ts'

interface Props {
  params: Promise<{ id: string }>
}

const scheduleOf = cache(async (id: string): Promise<ScheduleRow> => {
  const viewer = await requireViewer()
  const schedule = /^\d{1,9}$/.test(id) ? await findSchedule(viewer, Number(id)) : undefined
  return schedule ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, paused } = await scheduleOf((await params).id)
  return { title: paused ? `Paused - ${name}` : name }
}

export default async function SchedulePage({ params }: Props) {
  const viewer = await requireViewer()
  const schedule = await scheduleOf((await params).id)
  const { id, name, paused, target, covers, next, timeZone } = schedule
  const [runs, accounts] = await Promise.all([listRuns(viewer, id), listAccounts(viewer)])
  const now = new Date()
  const mayChange = can(viewer, 'scan')
  return (
    <>
      <Crumbs crumbs={[{ label: 'Scans', href: '/scans' }, { label: name }]} />
      <PageHead
        verdict={paused ? `${name} is paused` : `${name}: ${timesWords(schedule)}`}
        sub={`Scans ${targetWords(target)}${target.kind === 'accounts' ? '' : `, now ${counted(covers, 'account')}`}.`}
        actions={mayChange && <PauseSchedule id={id} paused={paused} />}
      />
      <div className="mt-4">
        <WithRail
          railLabel="When it runs"
          rail={
            <Section id="next" title="Next times" note={timeZone} first>
              {paused ? (
                <p className="text-ink-2">None while it is paused.</p>
              ) : (
                <Facts
                  facts={next.map((time, index) => ({ term: nth[index] ?? '', value: localTime(time, timeZone) }))}
                />
              )}
            </Section>
          }
        >
          <Section id="runs" title="Latest times" first>
            {runs.length > 0 ? (
              <RunsTable runs={runs} now={now} />
            ) : (
              <p className="text-ink-2">It has not fallen due yet.</p>
            )}
          </Section>
          {mayChange && (
            <>
              <Section id="change" title="Change">
                <ScheduleForm
                  id={id}
                  start={typedFrom(schedule)}
                  accounts={accounts}
                  seesAll={viewer.accounts === 'all'}
                  timeZones={timeZones}
                />
              </Section>
              <Section id="delete" title="Delete" note="scans and findings stay">
                <DeleteSchedule id={id} />
              </Section>
            </>
          )}
        </WithRail>
      </div>
    </>
  )
}

const nth = ['Next', 'Then', 'Then after']
