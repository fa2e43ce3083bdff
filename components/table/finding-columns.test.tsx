import { expect, test } from 'vitest'
import { html } from '#components/testing/render.tsx'
import { DataTable } from './data-table.tsx'
import { ageColumn, severityColumn } from './finding-columns.tsx'

type Row = { name: string; severity: 'high' | 'low'; firstSeen?: string }

const rows: Row[] = [
  { name: 'web', severity: 'high', firstSeen: '2026-10-12T08:00:00.000Z' },
  { name: 'api', severity: 'low' },
]

test('rows say how severe they are and for how long they fail, with a dash where they never did', () => {
  const now = new Date('2026-11-22T08:00:00.000Z')
  const markup = html(
    <DataTable
      caption="Findings"
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        severityColumn(),
        { id: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
        ageColumn(({ firstSeen }: Row) => firstSeen, now, { header: 'Oldest' }),
      ]}
    />,
  )
  expect(markup).toContain('High')
  expect(markup).toContain('Oldest')
  expect(markup).toContain('title="since 2026-10-12 08:00 UTC">41 d</time>')
  expect(markup).toContain('–</td>')
})
