import { Section } from '#components/page/section.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { revisionsOf, servicesOf } from '../where-used.ts'

/** The services that run it, and which of its revisions in use fail. */
export function WhereUsed({ finding }: { finding: FindingDetail }) {
  const services = servicesOf(finding.services)
  const revisions = revisionsOf(finding)
  if (services.length === 0 && revisions.length === 0) return null
  return (
    <Section
      id="used"
      title="Where it is used"
      note={revisions.length > 1 ? 'The worst revision in use decides the finding.' : undefined}
    >
      {revisions.length > 0 && (
        <DataTable
          caption="Revisions in use"
          density="dense"
          rows={revisions}
          rowKey={({ name }) => name}
          columns={[
            { id: 'revision', header: 'Revision in use', rowHeader: true, className: 'mono', cell: ({ name }) => name },
            {
              id: 'check',
              header: 'This check',
              width: 'w-40',
              cell: ({ fails }) =>
                fails ? <StatusTag status="fail" /> : <span className="text-ink-3">no reason found</span>,
            },
          ]}
        />
      )}
      {services.length > 0 && (
        <DataTable
          caption="Services that use it"
          density="dense"
          rows={services}
          rowKey={({ arn }) => arn}
          columns={[
            {
              id: 'service',
              header: 'Service',
              rowHeader: true,
              cell: ({ arn, name }) => (
                <TextLink href={`/resources?arn=${encodeURIComponent(arn)}`} plain>
                  {name}
                </TextLink>
              ),
            },
            { id: 'cluster', header: 'Cluster', className: 'text-ink-2', cell: ({ cluster }) => cluster },
          ]}
        />
      )}
    </Section>
  )
}
