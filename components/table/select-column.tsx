import type { Column } from './data-table.tsx'

/**
 * The first column of a table whose rows can be ticked, inside the form that holds its SelectionBar. `name` is the
 * form field, `label` says what a box ticks: "F-1042".
 */
export function selectColumn<Row>({
  name,
  id,
  label,
}: {
  name: string
  id: (row: Row) => string
  label: (row: Row) => string
}): Column<Row> {
  return {
    id: 'select',
    header: 'Select',
    quietHeader: true,
    headerNote: (
      <label className="choice choice-bare">
        <input type="checkbox" data-all="" aria-label="Select all on this page" />
      </label>
    ),
    width: 'w-12',
    narrow: 'hide',
    cell: (row) => (
      <label className="choice choice-bare">
        <input type="checkbox" name={name} value={id(row)} aria-label={`Select ${label(row)}`} />
      </label>
    ),
  }
}
