import type { ReactNode } from 'react'
import { PageLink } from '#components/ui/page-link.tsx'
import { columnClass } from './column-class.ts'

export type HeadColumn = {
  id: string
  header: string
  headerNote?: ReactNode
  numeric?: boolean
  width?: string
  onlyWide?: boolean
  quietHeader?: boolean
  sort?: { href: string; direction?: 'ascending' | 'descending' }
}

const arrows = { ascending: '↑', descending: '↓' }

/** The header cells of a table. A sortable one is a link that says by its arrow and aria-sort how the rows stand now. */
export function HeadRow({ columns }: { columns: HeadColumn[] }) {
  return (
    <tr>
      {columns.map((column) => (
        <th key={column.id} scope="col" className={columnClass(column)} aria-sort={column.sort?.direction}>
          <HeadText {...column} />
          {column.headerNote}
        </th>
      ))}
    </tr>
  )
}

function HeadText({ header, quietHeader, sort }: HeadColumn) {
  if (!sort) return <span className={quietHeader ? 'sr-only' : undefined}>{header}</span>
  return (
    <PageLink href={sort.href} scroll={false}>
      {header}
      {sort.direction && <span aria-hidden="true">{arrows[sort.direction]}</span>}
    </PageLink>
  )
}
