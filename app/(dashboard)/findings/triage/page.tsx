import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { type BulkTriage, countTriageable, lastBulkTriage } from '#lib/data/triage/bulk.ts'
import { listAssignees } from '#lib/data/triage/people.ts'
import { can } from '#lib/data/viewer.ts'
import { BadAddress } from '../../_components/bad-address.tsx'
import { isScanned, NotScanned } from '../../_components/not-scanned.tsx'
import { triageWords } from '../finding-words.ts'
import { tabWords } from '../list-words.ts'
import { findingsHref, type Given } from '../search-params.ts'
import { BulkForm } from './_components/bulk-form.tsx'
import { UndoForm } from './_components/undo-form.tsx'
import { selectionOf, selectionWords } from './selection.ts'

type Props = { searchParams: Promise<Given> }

export const metadata: Metadata = { title: 'Triage many - Findings' }

export default async function TriageManyPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  if (!can(viewer, 'triage')) notFound()
  const search = searchOf(await searchParams)
  const selection = selectionOf(viewer, search)
  if ('problem' in selection) return <BadAddress problem={selection.problem} href={findingsHref()} />
  const { filter, query, ticked, listHref } = selection
  const [count, people, last, accounts] = await Promise.all([
    countTriageable(viewer, filter),
    listAssignees(viewer, filter.accounts),
    lastBulkTriage(viewer),
    listAccounts(viewer),
  ])
  const narrowed = selectionWords(selection, (name, value) =>
    name === 'account' ? (accounts.find(({ id }) => id === value)?.alias ?? value) : value,
  )
  const now = new Date()
  return (
    <>
      <Crumbs crumbs={[{ label: 'Findings', href: listHref }, { label: 'Triage many' }]} />
      <PageHead
        verdict={count === 0 ? 'Nothing to triage here' : `Triage ${counted(count, 'finding')} at once`}
        sub={
          ticked === undefined
            ? `${tabWords[query.tab]} findings. ${narrowed || 'No filter.'}`
            : 'Those that were ticked.'
        }
      />
      <div className="mt-4">
        {count === 0 && !isScanned(accounts) && (
          <NotScanned accounts={accounts}>The first scan finds what there is to triage.</NotScanned>
        )}
        {count === 0 && isScanned(accounts) && (
          <EmptyState
            kind="filtered"
            title="No open finding is left in this list"
            action={<LinkButton href={findingsHref()}>All open findings</LinkButton>}
          />
        )}
        {count > 0 && <BulkForm search={search} count={count} people={people} listHref={listHref} />}
      </div>
      {last && !last.undone && (
        <Section id="last" title="Your last change of many">
          <p className="mb-2 text-ink-2">
            {counted(last.count, 'finding')}, <RelativeTime at={last.at} now={now} />: {changeWords(last, people)}.
          </p>
          <UndoForm id={last.id} />
        </Section>
      )}
    </>
  )
}

function searchOf(given: Given): string {
  const pairs = Object.entries(given).flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value]))
  return new URLSearchParams(pairs).toString()
}

function changeWords({ change }: BulkTriage, people: readonly { id: string; name: string }[]): string {
  const { triage, assignee, comment } = change
  const person = people.find(({ id }) => id === assignee)?.name ?? 'somebody'
  const parts = [
    triage && `set to ${triageWords[triage].toLowerCase()}`,
    assignee === null ? 'assigned to nobody' : assignee !== undefined && `assigned to ${person}`,
    comment && 'commented',
  ]
  return parts.filter(Boolean).join(', ')
}
