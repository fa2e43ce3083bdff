import clsx from 'clsx'
import type { ReactNode } from 'react'
import { columnClass } from './column-class.ts'
import { HeadRow } from './head-row.tsx'

export type Column<Row> = {
  id: string
  header: string
  /** Stands behind the header: an axis, an explanation. */
  headerNote?: ReactNode
  cell: (row: Row) => ReactNode
  /** The cell that names its row; exactly one column has it. */
  rowHeader?: boolean
  /** Numbers stand right. */
  numeric?: boolean
  /** A Tailwind class that sets the width, "w-22". Without one the column takes what is left. */
  width?: string
  /** Shown only where the list has at least 900 px: beside an open drawer it goes first. */
  onlyWide?: boolean
  /** Further classes of the cells: "text-ink-2", "mono". */
  className?: string
  /** Keeps the header for screen readers only, where the cells explain themselves. */
  quietHeader?: boolean
  /** What stands before the value once rows have become records: "failing", "Score". */
  narrowLabel?: string
  /** Records leave it out, or give it a line of its own. The row header always has one. */
  narrow?: 'hide' | 'wide'
  /** Makes the header a link that sorts. `direction` only on the column the rows are sorted by. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  /** The cell of the totals row; the row exists once one column has it. */
  total?: ReactNode
}

export type RowGroup<Row> = { key: string; title: string; note?: string; rows: Row[] }

export type DataTableProps<Row> = {
  /** What the rows are, in which order, how many: "Open findings by priority, 155 rows". Read aloud, not shown. */
  caption: string
  columns: Column<Row>[]
  rows: Row[] | { groups: RowGroup<Row>[] }
  rowKey: (row: Row) => string
  /** 28 px rows, 36 px, or 48 px with two lines. */
  density?: 'dense' | 'normal' | 'two'
  /** Rows reach the edges of the page. */
  bleed?: boolean
  /** The header row stays while the list scrolls. */
  sticky?: boolean
  /** Rows become records on narrow screens; off only for a small table of numbers, which fits its content instead. */
  fold?: boolean
  /** The row whose detail is open. */
  selectedKey?: string
}

/** A real table, rendered on the server. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, density = 'normal', bleed, sticky, fold = true } = props
  const className = clsx('table', {
    'table-dense': density === 'dense',
    'table-two': density === 'two',
    'table-bleed': bleed,
    'table-sticky': sticky,
    'table-fold': fold,
    'table-fit': !fold,
  })
  return (
    <table className={className}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <HeadRow columns={columns} />
      </thead>
      {Array.isArray(rows) ? (
        <tbody>{rows.map((row) => dataRow(props, row))}</tbody>
      ) : (
        rows.groups.map((group) => (
          <tbody key={group.key}>
            <tr className="grp">
              <th scope="rowgroup" colSpan={columns.length}>
                <b>{group.title}</b> {group.note && <span className="text-ink-3">{group.note}</span>}
              </th>
            </tr>
            {group.rows.map((row) => dataRow(props, row))}
          </tbody>
        ))
      )}
      {columns.some((column) => column.total !== undefined) && (
        <tfoot>
          <tr>{columns.map((column) => cell(column, column.total))}</tr>
        </tfoot>
      )}
    </table>
  )
}

function dataRow<Row>({ columns, rowKey, selectedKey }: DataTableProps<Row>, row: Row) {
  const key = rowKey(row)
  return (
    <tr key={key} data-selected={key === selectedKey ? '' : undefined}>
      {columns.map((column) => cell(column, column.cell(row)))}
    </tr>
  )
}

function cell<Row>(column: Column<Row>, content: ReactNode) {
  const className = columnClass(column, column.className)
  if (column.rowHeader && content !== undefined) {
    return (
      <th key={column.id} scope="row" className={className}>
        {content}
      </th>
    )
  }
  return (
    <td
      key={column.id}
      className={className}
      data-label={column.narrowLabel}
      data-narrow={column.narrow === 'hide' ? 'hide' : undefined}
      data-wide={column.narrow === 'wide' ? '' : undefined}
    >
      {content}
    </td>
  )
}
