'use client'

import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Shape } from '#components/ui/shape.tsx'
import { columnClass } from './column-class.ts'
import { type HeadColumn, HeadRow } from './head-row.tsx'
import { type TreeNode, visibleRows } from './tree-rows.ts'

/** `narrowLabel` stands before the value once rows have become records. */
export type TreeColumn = Omit<HeadColumn, 'sort'> & { narrowLabel?: string }

export type TreeRow = TreeNode & {
  name: ReactNode
  /** What the toggle says it opens: "payments-prod". */
  label: string
  /** One for each column after the first. */
  cells: ReactNode[]
  selected?: boolean
}

/** Rows within rows: cluster, service, revision, container. The first column names the row and opens what is below it. */
export function TreeTable({
  caption,
  columns,
  rows,
  closed = [],
}: {
  caption: string
  columns: TreeColumn[]
  /** Parents before their children. */
  rows: TreeRow[]
  /** Ids of rows that start closed. */
  closed?: string[]
}) {
  const [closedIds, setClosedIds] = useState<ReadonlySet<string>>(() => new Set(closed))
  const setOpen = (id: string, open: boolean) =>
    setClosedIds((before) => {
      const after = new Set(before)
      if (open) after.delete(id)
      else after.add(id)
      return after
    })

  return (
    <table className="table table-tree table-fold">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <HeadRow columns={columns} />
      </thead>
      <tbody>
        {visibleRows(rows, closedIds).map(({ row, level, hasChildren }) => (
          <tr key={row.id} data-selected={row.selected ? '' : undefined}>
            <th scope="row" className={`lv${level}`}>
              <span className="sr-only">Level {level}. </span>
              {hasChildren ? (
                <Toggle label={row.label} open={!closedIds.has(row.id)} onChange={(open) => setOpen(row.id, open)} />
              ) : (
                <span className="tw" aria-hidden="true" />
              )}
              {row.name}
            </th>
            {columns.slice(1).map((column, index) => (
              <td key={column.id} className={columnClass(column)} data-label={column.narrowLabel}>
                {row.cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Opens and closes by a press, or by the right and left arrow. */
function Toggle({ label, open, onChange }: { label: string; open: boolean; onChange: (open: boolean) => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') onChange(true)
    if (event.key === 'ArrowLeft') onChange(false)
  }
  return (
    <button
      type="button"
      className="tw"
      aria-expanded={open}
      aria-label={label}
      onClick={() => onChange(!open)}
      onKeyDown={onKeyDown}
    >
      <Shape name="expand" />
    </button>
  )
}
