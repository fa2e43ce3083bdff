import { changeText, outcomeCounts, scanLength, triggerWords } from '#app/_lib/scan-words.ts'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { counted, percent } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScanRow } from '#lib/data/scans.ts'

/**
 * Scans that have ended, the newest first. What failed says why in its own row. The findings are those of the latest
 * scan of each account, so only its counts lead there.
 */
export function ScanHistory({
  scans,
  latest,
  now,
  ofOneAccount = false,
}: {
  scans: ScanRow[]
  latest: number[]
  now: Date
  /** All rows are of one account, which the page names. */
  ofOneAccount?: boolean
}) {
  return (
    <DataTable
      caption={`Scans that have ended, the newest first, ${scans.length} rows`}
      rows={scans}
      rowKey={(scan) => String(scan.id)}
      density="two"
      columns={[
        {
          id: 'account',
          header: 'Scan',
          rowHeader: true,
          cell: (scan) =>
            ofOneAccount ? (
              <TextLink href={`/scans/${scan.id}`} plain>
                Scan {scan.id}
              </TextLink>
            ) : (
              <>
                <TextLink href={`/scans/${scan.id}`} plain>
                  <AccountRegion alias={scan.account.alias} id={scan.account.id} />
                </TextLink>
                <span className="block text-sm text-ink-3">Scan {scan.id}</span>
              </>
            ),
        },
        {
          id: 'started',
          header: 'Started',
          width: 'w-34',
          cell: (scan) => (
            <>
              <RelativeTime at={scan.startedAt ?? scan.createdAt} now={now} />
              <span className="block text-sm text-ink-3">{scanLength(scan, now)}</span>
            </>
          ),
        },
        {
          id: 'outcomes',
          header: 'Outcomes',
          width: 'w-[36%]',
          narrow: 'wide',
          cell: (scan) => <Outcome scan={scan} isLatest={latest.includes(scan.id)} />,
        },
        {
          id: 'coverage',
          header: 'Coverage',
          numeric: true,
          width: 'w-24',
          narrowLabel: 'Coverage',
          cell: ({ coverage, gapCount }) => (
            <>
              {coverage === undefined ? <span className="text-ink-3">–</span> : percent(coverage)}
              {gapCount > 0 && <span className="block text-sm text-unknown">{counted(gapCount, 'gap')}</span>}
            </>
          ),
        },
        {
          id: 'by',
          header: 'By',
          width: 'w-36',
          cell: ({ requestedBy, trigger }) => (
            <>
              <span className="block truncate">{requestedBy ?? 'system'}</span>
              <span className="block text-sm text-ink-3">{triggerWords[trigger]}</span>
            </>
          ),
        },
      ]}
    />
  )
}

function Outcome({ scan, isLatest }: { scan: ScanRow; isLatest: boolean }) {
  if (scan.state === 'failed') return <Problem status="fail" word="Failed" text={scan.error} />
  if (scan.state === 'cancelled') return <Problem status="waiting" word="Cancelled" text="Earlier results stay." />
  return (
    <>
      <span className="flex flex-wrap gap-x-3">
        {outcomeCounts(scan).map(({ status, text, href }) =>
          isLatest ? (
            <TextLink key={status} href={href} plain>
              <StatusTag status={status} text={text} />
            </TextLink>
          ) : (
            <StatusTag key={status} status={status} text={text} />
          ),
        )}
      </span>
      <span className="block text-sm text-ink-2">{changeText(scan)}</span>
    </>
  )
}

function Problem({ status, word, text }: { status: Status; word: string; text?: string }) {
  return (
    <>
      <StatusTag status={status} text={word} />
      <span className="line-clamp-2 text-sm text-ink-2">{text}</span>
    </>
  )
}
