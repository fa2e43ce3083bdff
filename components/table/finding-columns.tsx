import { SeverityTag } from '#components/tags/severity-tag.tsx'
import type { Instant } from '#components/time/format.ts'
import { Age } from '#components/time/relative-time.tsx'
import type { Severity } from '#lib/checks/result.ts'
import type { Column } from './data-table.tsx'

/** How severe a row is: the first column wherever findings are listed. `more` changes what a table needs otherwise. */
export function severityColumn<Row extends { severity: Severity }>(more: Partial<Column<Row>> = {}): Column<Row> {
  return {
    id: 'severity',
    header: 'Severity',
    width: 'w-25',
    cell: ({ severity }) => <SeverityTag severity={severity} />,
    ...more,
  }
}

/** For how long a row has been failing: the last column wherever findings are listed. A dash where it never failed. */
export function ageColumn<Row>(
  since: (row: Row) => Instant | undefined,
  now: Instant,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  return {
    id: 'age',
    header: 'Failing for',
    numeric: true,
    width: 'w-24',
    className: 'text-ink-2',
    narrowLabel: 'failing',
    cell: (row) => {
      const first = since(row)
      return first === undefined ? '–' : <Age since={first} now={now} />
    },
    ...more,
  }
}
