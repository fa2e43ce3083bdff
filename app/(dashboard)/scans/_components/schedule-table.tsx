import { counted } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScheduleRow } from '#lib/data/schedules/schedules.ts'
import { localTime, targetWords, timesWords } from '../schedules/schedule-words.ts'

/** When scans start by themselves. */
export function ScheduleTable({ schedules, now }: { schedules: ScheduleRow[]; now: Date }) {
  return (
    <DataTable
      caption={`Schedules by name, ${schedules.length} rows`}
      density="two"
      rows={schedules}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          id: 'name',
          header: 'Schedule',
          rowHeader: true,
          cell: (schedule) => (
            <>
              <TextLink href={`/scans/schedules/${schedule.id}`} plain>
                {schedule.name}
              </TextLink>
              <span className="block text-sm text-ink-3">{timesWords(schedule)}</span>
            </>
          ),
        },
        {
          id: 'target',
          header: 'Scans',
          width: 'w-56',
          narrowLabel: 'Scans',
          cell: ({ target, covers }) => (
            <>
              {targetWords(target)}
              {target.kind !== 'accounts' && (
                <span className="block text-sm text-ink-3">now {counted(covers, 'account')}</span>
              )}
            </>
          ),
        },
        {
          id: 'next',
          header: 'Next',
          width: 'w-56',
          narrowLabel: 'Next',
          cell: (schedule) => <Next schedule={schedule} now={now} />,
        },
        {
          id: 'last',
          header: 'Last',
          width: 'w-34',
          narrowLabel: 'Last',
          cell: ({ lastDue }) =>
            lastDue ? <RelativeTime at={lastDue} now={now} /> : <span className="text-ink-3">never</span>,
        },
      ]}
    />
  )
}

function Next({ schedule: { paused, next, timeZone }, now }: { schedule: ScheduleRow; now: Date }) {
  const [first] = next
  if (paused || !first) return <StatusTag status="waiting" text="Paused" />
  return (
    <>
      <RelativeTime at={first} now={now} />
      <span className="block text-sm text-ink-3">{localTime(first, timeZone)}</span>
    </>
  )
}
