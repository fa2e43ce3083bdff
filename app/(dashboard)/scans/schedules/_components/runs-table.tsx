import { AccountRegion } from '#components/resource/account-region.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScheduledRun } from '#lib/data/schedules/runs.ts'

/** What came of the latest times of a schedule. A scan that could not start says why. */
export function RunsTable({ runs, now }: { runs: ScheduledRun[]; now: Date }) {
  return (
    <DataTable
      caption={`What the schedule started, the newest first, ${runs.length} rows`}
      rows={runs}
      rowKey={({ account, dueAt }) => `${account} ${dueAt}`}
      columns={[
        {
          id: 'account',
          header: 'Account',
          rowHeader: true,
          width: 'w-[34%]',
          cell: ({ account, alias }) => <AccountRegion alias={alias} id={account} />,
        },
        {
          id: 'due',
          header: 'Due',
          width: 'w-28',
          narrowLabel: 'Due',
          cell: ({ dueAt }) => <RelativeTime at={dueAt} now={now} />,
        },
        { id: 'came', header: 'What came of it', narrow: 'wide', cell: (run) => <Outcome run={run} now={now} /> },
      ]}
    />
  )
}

function Outcome({ run: { state, scan, note, runAt }, now }: { run: ScheduledRun; now: Date }) {
  if (state === 'started') return <TextLink href={`/scans/${scan}`}>Scan {scan}</TextLink>
  if (state === 'waiting') {
    return (
      <>
        <StatusTag status="waiting" /> starts <RelativeTime at={runAt} now={now} />
      </>
    )
  }
  return (
    <>
      <StatusTag status="unknown" text={state === 'missed' ? 'Missed' : 'Did not start'} />{' '}
      <span className="text-ink-2">{note}</span>
    </>
  )
}
