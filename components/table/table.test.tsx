import { describe, expect, test } from 'vitest'
import { html } from '#components/testing/render.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { selectColumn } from './select-column.tsx'
import { visibleRows } from './tree-rows.ts'
import { TreeTable } from './tree-table.tsx'

type Row = { id: string; title: string; age: number }

const rows: Row[] = [
  { id: 'F-1', title: 'Container runs as root', age: 41 },
  { id: 'F-2', title: '<img src=x onerror=alert(1)>', age: 2 },
]

const columns: Column<Row>[] = [
  selectColumn<Row>({ name: 'finding', id: (row) => row.id, label: (row) => row.id }),
  { id: 'title', header: 'Finding', rowHeader: true, cell: (row) => row.title },
  {
    id: 'age',
    header: 'Failing for',
    numeric: true,
    narrowLabel: 'failing',
    width: 'w-22',
    sort: { href: '?sort=age', direction: 'descending' },
    cell: (row) => `${row.age} d`,
    total: '43 d',
  },
]

const table = (
  <DataTable caption="Open findings, 2 rows" columns={columns} rows={rows} rowKey={(row) => row.id} selectedKey="F-2" />
)

describe('a data table', () => {
  test('has a caption, column headers and row headers', () => {
    const markup = html(table)
    expect(markup).toContain('<caption class="sr-only">Open findings, 2 rows</caption>')
    expect(markup.match(/<th scope="col"/g)).toHaveLength(3)
    expect(markup).toContain('<th scope="row">Container runs as root</th>')
  })

  test('says which column sorts it and which way, and sorts by a link', () => {
    expect(html(table)).toMatch(/aria-sort="descending"><a href="\?sort=age">Failing for/)
    expect(html(table).match(/aria-sort/g)).toHaveLength(1)
  })

  test('shows hostile text as text', () => {
    expect(html(table)).not.toContain('<img')
    expect(html(table)).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('names what every box ticks', () => {
    expect(html(table)).toContain('aria-label="Select F-1" name="finding" value="F-1"')
  })

  test('labels values whose header is gone once rows are records', () => {
    expect(html(table)).toContain('<td class="num w-22" data-label="failing">41 d</td>')
  })

  test('marks the row whose detail is open', () => {
    expect(html(table).match(/<tr data-selected/g)).toHaveLength(1)
  })

  test('adds a row of totals once a column has one', () => {
    expect(html(table)).toContain('<tfoot>')
    const plain = columns.map(({ total, ...column }) => column)
    expect(html(<DataTable caption="x" columns={plain} rows={rows} rowKey={(row) => row.id} />)).not.toContain(
      '<tfoot>',
    )
  })

  test('groups are headed by their own header across all columns', () => {
    const groups = [{ key: 'risk', title: 'risk', note: 'H. Novak, 2 failing', rows }]
    const markup = html(<DataTable caption="x" columns={columns} rows={{ groups }} rowKey={(row) => row.id} />)
    expect(markup).toContain('<th scope="rowgroup" colSpan="3"><b>risk</b>')
  })

  test('carries no style attribute', () => {
    expect(html(table)).not.toContain('style=')
  })
})

describe('a tree table', () => {
  const tree = [
    { id: 'cluster' },
    { id: 'service', parentId: 'cluster' },
    { id: 'revision', parentId: 'service' },
    { id: 'other' },
  ]

  test('shows rows whose ancestors are all open', () => {
    const ids = (closed: string[]) => visibleRows(tree, new Set(closed)).map(({ row }) => row.id)
    expect(ids([])).toEqual(['cluster', 'service', 'revision', 'other'])
    expect(ids(['service'])).toEqual(['cluster', 'service', 'other'])
    expect(ids(['cluster'])).toEqual(['cluster', 'other'])
  })

  test('knows how deep a row is, and that a closed parent still has children', () => {
    const [cluster, service] = visibleRows(tree, new Set(['service']))
    expect([cluster?.level, service?.level]).toEqual([1, 2])
    expect(service?.hasChildren).toBe(true)
  })

  test('is a table whose rows open by buttons that say what they open', () => {
    const treeRows = tree.map((row) => ({ ...row, name: row.id, label: row.id, cells: ['6 / 6'] }))
    const markup = html(
      <TreeTable
        caption="Clusters"
        columns={[
          { id: 'name', header: 'Name' },
          { id: 'running', header: 'Running', numeric: true },
        ]}
        rows={treeRows}
        closed={['cluster']}
      />,
    )
    expect(markup).toContain('aria-expanded="false" aria-label="cluster"')
    expect(markup).not.toContain('revision')
  })
})
