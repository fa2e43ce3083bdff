import { kindWord } from '#app/_lib/kinds.ts'
import { Section } from '#components/page/section.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { KnownRelation, ResourceDetail } from '#lib/data/estate/resource.ts'
import { relationWords } from '../resource-words.ts'

/** What the resource uses and what uses it. */
export function Relations({ resource: { relations, usedBy } }: { resource: ResourceDetail }) {
  const rows = [
    ...relations.map((relation) => ({ ...relation, direction: 'uses' as const })),
    ...usedBy.map((relation) => ({ ...relation, direction: 'used' as const })),
  ]
  return (
    <Section id="relations" title="Relations" note={`uses ${relations.length}, used by ${usedBy.length}`}>
      {rows.length === 0 ? (
        <p className="text-ink-2">None were seen.</p>
      ) : (
        <DataTable
          caption={`Relations to other resources, ${rows.length} rows`}
          density="dense"
          rows={rows}
          rowKey={({ direction, kind, to }) => `${direction} ${kind} ${to}`}
          columns={[
            {
              id: 'relation',
              header: 'Relation',
              width: 'w-36',
              className: 'text-ink-2',
              cell: ({ kind, direction }) =>
                direction === 'uses' ? `${relationWords(kind, 'uses')} ...` : `... ${relationWords(kind, 'used')}`,
            },
            { id: 'resource', header: 'Resource', rowHeader: true, cell: (relation) => <Other relation={relation} /> },
            {
              id: 'kind',
              header: 'Kind',
              width: 'w-38',
              className: 'text-ink-2',
              cell: ({ type }) => (type ? kindWord(type) : 'not scanned'),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Other({ relation: { id, name, to } }: { relation: KnownRelation }) {
  if (id === undefined) return <span className="mono">{to}</span>
  return (
    <TextLink href={`/resources/${id}`} plain>
      <span title={to}>{name}</span>
    </TextLink>
  )
}
