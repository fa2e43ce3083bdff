import { titleOf } from '#app/_lib/checks.ts'
import { recommendationHref } from '#app/(dashboard)/recommendations/[id]/search-params.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { severities } from '#lib/checks/result.ts'
import { isRecommendationId, recommendation } from '#lib/frameworks/recommendations.ts'

interface Due {
  check: string
  count: number
}

/** What waits for an answer, the most severe first; each leads to its subjects. */
export function DueTable({ rows, account }: { rows: Due[]; account?: string[] }) {
  const order = rows.toSorted((a, b) => rankOf(a) - rankOf(b) || b.count - a.count)
  return (
    <DataTable
      caption={`Questions by severity, ${rows.length} rows`}
      columns={columnsFor(account)}
      rows={order}
      rowKey={({ check }) => check}
    />
  )
}

function severityOf({ check }: Due) {
  return isRecommendationId(check) ? recommendation(check).severity : 'info'
}

function rankOf(due: Due): number {
  return severities.indexOf(severityOf(due))
}

function columnsFor(account?: string[]): Column<Due>[] {
  return [
    {
      id: 'check',
      header: 'Recommendation',
      rowHeader: true,
      cell: ({ check }) => (
        <TextLink href={recommendationHref(check, { show: 'manual', account })} plain>
          <span title={check}>{titleOf(check)}</span>
        </TextLink>
      ),
    },
    { id: 'severity', header: 'Severity', width: 'w-24', cell: (row) => <SeverityTag severity={severityOf(row)} /> },
    {
      id: 'count',
      header: 'Asked of',
      numeric: true,
      width: 'w-22',
      narrowLabel: 'asked of',
      cell: ({ count }) => count,
    },
  ]
}
