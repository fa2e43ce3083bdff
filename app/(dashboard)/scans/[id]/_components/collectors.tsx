import { type CollectorRow, CollectorTimeline } from '#components/charts/collector-timeline.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ScanDetail } from '#lib/data/scans.ts'
import { foremost, regionStates, timelineOf } from '../timeline.ts'

/**
 * What was read when: collectors on one axis and, where there are many regions, each of them below. `whole` shows every
 * collector, else the slowest and those that run or have trouble.
 */
export function Collectors({ scan, whole, now }: { scan: ScanDetail; whole: boolean; now: Date }) {
  const { lanes, seconds, now: line, rows } = timelineOf(scan, now)
  const shown = whole ? rows : foremost(rows)
  const hidden = rows.length - shown.length
  const regions = regionStates(scan.units)
  return (
    <>
      <Section
        id="collectors"
        title="Collectors"
        note={`seconds since start${line === undefined ? '' : `; the line is now, ${Math.floor(line)} s`}`}
      >
        <CollectorTimeline regions={lanes} seconds={seconds} now={line} rows={shown} />
        {(hidden > 0 || whole) && (
          <p className="mt-2 text-sm">
            <TextLink href={whole ? `/scans/${scan.id}#collectors` : `/scans/${scan.id}?collectors=all#collectors`}>
              {whole ? 'Show the slowest only' : `Show ${hidden} more`}
            </TextLink>
          </p>
        )}
      </Section>
      {regions.length > lanes.length && (
        <Section id="regions" title={counted(regions.length, 'region')}>
          <DataTable
            caption={`How far each region is, ${regions.length} rows`}
            density="dense"
            rows={regions}
            rowKey={({ region }) => region}
            columns={[
              { id: 'region', header: 'Region', rowHeader: true, width: 'w-44', cell: ({ region }) => region },
              {
                id: 'state',
                header: 'State',
                cell: (row) => <RegionState {...row} />,
              },
              {
                id: 'done',
                header: 'Collectors',
                numeric: true,
                width: 'w-28',
                narrowLabel: 'collectors',
                cell: ({ done, total }) => `${done} of ${total}`,
              },
              {
                id: 'calls',
                header: 'Calls',
                numeric: true,
                width: 'w-20',
                narrowLabel: 'calls',
                cell: ({ calls }) => calls,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

const statuses: Record<CollectorRow['state'], Status> = {
  done: 'pass',
  running: 'running',
  waiting: 'waiting',
  failed: 'fail',
}
const words: Record<CollectorRow['state'], string> = {
  done: 'Done',
  running: 'Running',
  waiting: 'Waiting',
  failed: 'Failed',
}

function RegionState({ state, gaps }: { state: CollectorRow['state']; gaps: number }) {
  if (gaps === 0) return <StatusTag status={statuses[state]} text={words[state]} />
  return <StatusTag status="unknown" text={`${words[state]}, ${counted(gaps, 'gap')}`} />
}
