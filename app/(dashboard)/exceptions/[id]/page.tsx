import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { type Fact, Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { grouped } from '#components/score/format.ts'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { utcDay } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { findException, listCovered } from '#lib/data/exceptions/list.ts'
import { can } from '#lib/data/viewer.ts'
import { CoveredTable } from '../_components/covered-table.tsx'
import { Revoke } from '../_components/decide-forms.tsx'
import { SecondPerson } from '../_components/waiting.tsx'
import { coveredHref, exceptionVerdict, kindWords, scopeWords, stateWords, subjectOf } from '../exception-words.ts'

interface Props {
  params: Promise<{ id: string }>
}

const exceptionOf = cache(async (id: string): Promise<ExceptionRow> => {
  const number = /^(?:E-)?(\d{1,9})$/.exec(id)?.[1]
  const exception = number && (await findException(await requireViewer(), Number(number)))
  return exception || notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${exceptionVerdict(await exceptionOf((await params).id))} - Exceptions` }
}

export default async function ExceptionPage({ params }: Props) {
  const viewer = await requireViewer()
  const exception = await exceptionOf((await params).id)
  const { id, state, reason, covers } = exception
  const stands = state === 'active' || state === 'pending'
  const covered = stands ? await listCovered(viewer, id) : []
  const now = new Date()
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Exceptions', href: '/exceptions' },
          { label: `E-${id}`, mono: true },
        ]}
      />
      <WithRail
        railLabel="About this exception"
        rail={
          <>
            {state === 'pending' && <SecondPerson viewer={viewer} exception={exception} />}
            <Facts facts={factsOf(exception, now)} />
            {stands && can(viewer, 'request-exception') && <Revoke id={id} pending={state === 'pending'} />}
          </>
        }
      >
        <PageHead
          verdict={exceptionVerdict(exception)}
          sub={
            <span className="flex flex-wrap items-center gap-x-3 wrap-anywhere">
              <SeverityTag severity={exception.severity} />
              <span>
                {subjectOf(exception)}: {scopeWords(exception)}
              </span>
            </span>
          }
        />
        <Section id="reason" title="Reason">
          <p className="max-w-prose whitespace-pre-wrap wrap-anywhere text-ink-2">{reason}</p>
        </Section>
        {stands && (
          <Section
            id="covers"
            title={state === 'active' ? 'What it hides' : 'What it would hide'}
            note={covers > covered.length ? `the ${covered.length} most urgent of ${grouped(covers)}` : undefined}
            actions={state === 'active' && <TextLink href={coveredHref(exception)}>In the findings</TextLink>}
          >
            {covered.length > 0 ? (
              <CoveredTable rows={covered} caption="Findings that it covers, the most urgent first" now={now} />
            ) : (
              <p className="text-ink-2">Nothing of it is failing now. It holds for what comes back, until its day.</p>
            )}
          </Section>
        )}
      </WithRail>
    </>
  )
}

function factsOf(exception: ExceptionRow, now: Date): Fact[] {
  const { kind, state, scope, requested, approved, ended, expiresAt } = exception
  return [
    { term: 'State', value: stateWords[state] },
    { term: 'Kind', value: kindWords[kind] },
    {
      term: 'Check',
      value: (
        <TextLink href={`/recommendations/${scope.check}`} plain className="mono wrap-anywhere">
          {scope.check}
        </TextLink>
      ),
    },
    ...(scope.kind === 'finding'
      ? [{ term: 'Finding', value: <TextLink href={`/findings/${scope.finding}`}>{scope.finding}</TextLink> }]
      : []),
    { term: 'Until', value: utcDay(expiresAt) },
    { term: 'Asked by', value: <Who who={requested} now={now} /> },
    ...(approved ? [{ term: 'Approved by', value: <Who who={approved} now={now} /> }] : []),
    ...(ended ? [{ term: 'Ended by', value: <Who who={ended} now={now} /> }] : []),
  ]
}

function Who({ who: { by, at }, now }: { who: ExceptionRow['requested']; now: Date }) {
  return (
    <>
      {by.id === 'system' ? 'Tidewaiter' : by.name}, <RelativeTime at={at} now={now} />
    </>
  )
}
