import { modeWords, pillars, pillarWords } from '#app/_lib/words.ts'
import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { counted, grouped } from '#components/score/format.ts'
import { Ratio } from '#components/score/ratio.tsx'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { type GuideRow, pageRange } from '../guide-rows.ts'
import { StateTag } from './state-tag.tsx'

/** The rows of the guide under their pillars. `account` narrows what the numbers link to. */
export function GuideTable({ rows, account }: { rows: GuideRow[]; account?: string[] }) {
  const groups = pillars.flatMap((pillar) => {
    const own = rows.filter((row) => row.pillar === pillar)
    return own.length === 0 ? [] : [{ key: pillar, title: pillarWords[pillar], note: groupNote(own), rows: own }]
  })
  return (
    <DataTable
      caption={`Recommendations in the guide's own order with coverage and state, ${counted(rows.length, 'row')}`}
      density="dense"
      bleed
      sticky
      columns={columnsFor(account)}
      rows={{ groups }}
      rowKey={(row) => row.id}
    />
  )
}

function groupNote(rows: GuideRow[]): string {
  const failing = rows.filter((row) => row.state === 'fail').length
  return [pageRange(rows), counted(rows.length, 'recommendation'), failing > 0 && `${failing} failing`]
    .filter(Boolean)
    .join(', ')
}

function columnsFor(account?: string[]): Column<GuideRow>[] {
  return [
    {
      id: 'page',
      header: 'Page',
      numeric: true,
      width: 'w-16',
      className: 'text-ink-3',
      narrow: 'hide',
      cell: ({ guide }) => guide.page ?? <span title="From the ECS development rules, which have no pages">rules</span>,
    },
    {
      id: 'title',
      header: 'Recommendation',
      rowHeader: true,
      cell: ({ id, title }) => (
        <TextLink href={`/recommendations/${id}`} plain>
          <span title={id}>{title}</span>
        </TextLink>
      ),
    },
    { id: 'severity', header: 'Severity', width: 'w-24', cell: ({ severity }) => <SeverityTag severity={severity} /> },
    {
      id: 'mode',
      header: 'Covered',
      width: 'w-34',
      className: 'text-ink-2',
      cell: ({ mode, covered }) =>
        covered ? modeWords[mode] : <span className="text-ink-3">{modeWords[mode]}, to come</span>,
    },
    { id: 'state', header: 'State', width: 'w-36', cell: ({ state }) => <StateTag state={state} /> },
    { id: 'ratio', header: 'Failing of judged', width: 'w-37', cell: (row) => <Judged row={row} account={account} /> },
    {
      id: 'left',
      header: 'Left out',
      width: 'w-32',
      className: 'text-sm text-ink-2',
      cell: (row) => <LeftOut row={row} account={account} />,
    },
  ]
}

function Judged({ row: { id, standing }, account }: { row: GuideRow; account?: string[] }) {
  const judged = standing ? standing.pass + standing.fail : 0
  if (!standing || judged === 0) return null
  if (standing.fail === 0) return <span className="text-ink-2">0 of {grouped(judged)}</span>
  return (
    <TextLink href={findingsHref({ check: [id], account })} plain>
      <Ratio failing={standing.fail} judged={judged} excepted={standing.excepted} unknown={standing.unknown} />
    </TextLink>
  )
}

/** What is neither pass nor fail, counted. */
function LeftOut({ row: { id, standing }, account }: { row: GuideRow; account?: string[] }) {
  if (!standing) return null
  const unknown = standing.unknown + standing.waiting
  const parts = [
    standing.excepted > 0 && { tab: 'excepted' as const, text: `${grouped(standing.excepted)} excepted` },
    unknown > 0 && { tab: 'unknown' as const, text: `${grouped(unknown)} unknown` },
  ].filter((part) => part !== false)
  return parts.map(({ tab, text }) => (
    <span key={tab} className={tab === 'unknown' ? 'mr-2 text-unknown' : 'mr-2'}>
      <TextLink href={findingsHref({ tab, check: [id], account })} plain>
        {text}
      </TextLink>
    </span>
  ))
}
