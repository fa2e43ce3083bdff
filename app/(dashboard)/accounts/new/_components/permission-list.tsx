import { counted } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ActionUse, ServiceUse } from '../permissions.ts'

/** What the role may read, by service. */
export function ServiceList({ services }: { services: ServiceUse[] }) {
  return (
    <DataTable
      caption={`What the role may read, by service, ${services.length} rows`}
      density="dense"
      fold={false}
      rows={services}
      rowKey={({ service }) => service}
      columns={[
        {
          id: 'service',
          header: 'Service',
          rowHeader: true,
          cell: ({ service }) => <span className="mono">{service}</span>,
        },
        { id: 'actions', header: 'Actions', numeric: true, cell: ({ actions }) => actions.length },
        { id: 'checks', header: 'Checks', numeric: true, cell: ({ checks }) => checks },
      ]}
    />
  )
}

/** Every action with the checks that need it. */
export function ActionList({ services, allChecks }: { services: ServiceUse[]; allChecks: number }) {
  const actions = services.flatMap((service) => service.actions)
  return (
    <DataTable
      caption={`Every action with the checks that need it, ${actions.length} rows`}
      density="dense"
      rows={actions}
      rowKey={({ action }) => action}
      columns={[
        {
          id: 'action',
          header: 'Action',
          rowHeader: true,
          width: 'w-96',
          cell: ({ action }) => <span className="mono">{action}</span>,
        },
        {
          id: 'checks',
          header: 'Needed by',
          className: 'text-sm',
          cell: (use) => <NeededBy use={use} all={allChecks} />,
        },
      ]}
    />
  )
}

/** How many checks are named before the rest is counted. */
const named = 3

function NeededBy({ use: { checks }, all }: { use: ActionUse; all: number }) {
  if (checks.length === 0) return <span className="text-ink-3">finds out what there is to read</span>
  if (checks.length > all / 2)
    return (
      <span className="text-ink-2">
        {checks.length} of {counted(all, 'check')}
      </span>
    )
  return (
    <>
      {checks.slice(0, named).map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink href={`/recommendations/${id}`}>{title}</TextLink>
        </span>
      ))}
      {checks.length > named && ` and ${checks.length - named} more`}
    </>
  )
}
