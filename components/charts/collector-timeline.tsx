import { counted } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import { Lane, LaneAxis, type LaneContent } from './lane.tsx'

export type CollectorRow = {
  collector: string
  state: 'done' | 'running' | 'waiting' | 'failed'
  gaps: number
  calls: number
  note?: string
  /** One for each region, in the order of `regions`; null where the collector has nothing to do there yet. */
  lanes: (LaneContent | null)[]
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

/** When each collector worked, region by region. `seconds` is the length of the whole axis; `now` draws a line. */
export function CollectorTimeline({
  regions,
  seconds,
  now,
  rows,
}: {
  regions: string[]
  seconds: number
  now?: number
  rows: CollectorRow[]
}) {
  return (
    <DataTable
      caption={`Collectors with state, time per region and calls, ${rows.length} rows`}
      density="dense"
      rows={rows}
      rowKey={(row) => row.collector}
      columns={[
        { id: 'collector', header: 'Collector', rowHeader: true, width: 'w-50', cell: (row) => row.collector },
        { id: 'state', header: 'State', width: 'w-32', cell: (row) => <State row={row} /> },
        ...regions.map((region, index) => ({
          id: region,
          header: region,
          headerNote: <LaneAxis seconds={seconds} />,
          narrow: 'wide' as const,
          narrowLabel: region,
          cell: (row: CollectorRow) => <Lane content={row.lanes[index] ?? null} seconds={seconds} now={now} />,
        })),
        { id: 'calls', header: 'Calls', numeric: true, width: 'w-13', narrowLabel: 'calls', cell: (row) => row.calls },
        {
          id: 'note',
          header: 'Note',
          width: 'w-52',
          className: 'text-sm text-ink-2',
          cell: (row) => row.note && <span title={row.note}>{row.note}</span>,
        },
      ]}
    />
  )
}

function State({ row }: { row: CollectorRow }) {
  if (row.gaps === 0) return <StatusTag status={statuses[row.state]} text={words[row.state]} />
  const status = row.state === 'done' ? 'unknown' : statuses[row.state]
  return <StatusTag status={status} text={`${words[row.state]}, ${counted(row.gaps, 'gap')}`} />
}
