import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'

type HeadColumn = {
  id: string
  header: string
  headerNote?: ReactNode
  numeric?: boolean
  width?: string
  quietHeader?: boolean
  sort?: { href: string; direction?: 'ascending' | 'descending' }
}

const arrows = { ascending: ' ↑', descending: ' ↓' }

/** The header cells of a table. A sortable one is a link that says by its arrow and aria-sort how the rows stand now. */
export function HeadRow({ columns }: { columns: HeadColumn[] }) {
  return (
    <tr>
      {columns.map(({ id, header, headerNote, numeric, width, quietHeader, sort }) => (
        <th key={id} scope="col" className={clsx(numeric && 'num', width) || undefined} aria-sort={sort?.direction}>
          {sort ? (
            <Link href={sort.href} scroll={false}>
              {header}
              {sort.direction && <span aria-hidden="true">{arrows[sort.direction]}</span>}
            </Link>
          ) : (
            <span className={quietHeader ? 'sr-only' : undefined}>{header}</span>
          )}
          {headerNote}
        </th>
      ))}
    </tr>
  )
}
