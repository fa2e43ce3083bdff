import { stepWords, triggerWords } from '#app/_lib/scan-words.ts'
import { Progress } from '#components/page/steps.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScanRow } from '#lib/data/scans.ts'

/** Scans that wait or run, with how far they are. */
export function RunningScans({ scans, now }: { scans: ScanRow[]; now: Date }) {
  return (
    <DataTable
      caption={`Scans that wait or run, ${scans.length} rows`}
      rows={scans}
      rowKey={(scan) => String(scan.id)}
      columns={[
        {
          id: 'account',
          header: 'Account',
          rowHeader: true,
          cell: ({ id, account }) => (
            <TextLink href={`/scans/${id}`} plain>
              <AccountRegion alias={account.alias} id={account.id} />
            </TextLink>
          ),
        },
        { id: 'step', header: 'Step', width: 'w-44', cell: (scan) => <ScanStepTag scan={scan} /> },
        {
          id: 'progress',
          header: 'Collectors',
          width: 'w-60',
          narrow: 'wide',
          narrowLabel: 'Collectors',
          cell: (scan) => <Collected scan={scan} />,
        },
        {
          id: 'started',
          header: 'Asked for',
          width: 'w-32',
          className: 'text-ink-2',
          cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} />,
        },
        {
          id: 'by',
          header: 'By',
          width: 'w-52',
          className: 'text-ink-2',
          cell: ({ requestedBy, trigger }) => `${requestedBy ?? 'system'}, ${triggerWords[trigger]}`,
        },
      ]}
    />
  )
}

function ScanStepTag({ scan }: { scan: ScanRow }) {
  if (scan.cancelRequested) return <StatusTag status="waiting" text="Stopping" />
  if (!scan.step) return <StatusTag status="waiting" text="Waits for a worker" />
  return <StatusTag status="running" text={stepWords[scan.step]} />
}

function Collected({ scan: { progress } }: { scan: ScanRow }) {
  if (progress.total === 0) return <span className="text-ink-3">not begun</span>
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-3">
      <Progress done={progress.done} of={progress.total} what="Collectors done" />
      {progress.done} of {progress.total}
    </div>
  )
}
