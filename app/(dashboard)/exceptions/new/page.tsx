import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Given } from '#app/_lib/address.ts'
import { failTitleOf } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { counted, grouped } from '#components/score/format.ts'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { Message } from '#components/ui/message.tsx'
import { findResource } from '#lib/data/estate/resource.ts'
import { countOtherApprovers } from '#lib/data/exceptions/approvers.ts'
import { type Preview, previewException } from '#lib/data/exceptions/preview.ts'
import { findFinding } from '#lib/data/findings/detail.ts'
import { can } from '#lib/data/viewer.ts'
import { BadAddress } from '../../_components/bad-address.tsx'
import { InviteSecond } from '../../_components/invite-second.tsx'
import { findingsHref } from '../../findings/search-params.ts'
import { CoveredTable } from '../_components/covered-table.tsx'
import { scopeFrom } from '../typed-exception.ts'
import { RequestForm } from './_components/request-form.tsx'
import { ScopeChoice } from './_components/scope-choice.tsx'
import { readNewExceptionQuery } from './search-params.ts'

type Props = { searchParams: Promise<Given> }

export const metadata: Metadata = { title: 'Ask for an exception - Exceptions' }

/** The scope stands in the address, so that what it would cover is counted before anything is asked for. */
export default async function NewExceptionPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  if (!can(viewer, 'request-exception')) notFound()
  const read = readNewExceptionQuery(await searchParams)
  if ('problem' in read) return <BadAddress problem={read.problem} href={findingsHref()} />
  const { query } = read
  const finding = query.finding === undefined ? undefined : await findFinding(viewer, query.finding)
  if (!finding)
    return <BadAddress problem="An exception is asked for on the page of a finding: open one." href={findingsHref()} />
  const resource = await findResource(viewer, finding.resource)
  const tags = Object.entries(resource?.tags ?? {}).map(([key, value]) => `${key}:${value}`)
  const chosen = query.scope === 'tag' ? (tags.find((tag) => tag === query.tag) ?? tags[0]) : undefined
  const kind = query.scope === 'tag' && chosen === undefined ? 'finding' : query.scope
  const everywhere = kind === 'tag' && query.everywhere === 'yes' && viewer.accounts === 'all'
  const typed = { scope: kind, tag: chosen, everywhere }
  const scope = scopeFrom(typed, finding)
  const [preview, others] = await Promise.all([
    previewException(viewer, scope),
    countOtherApprovers(viewer, viewer.userId, scope.account),
  ])
  const now = new Date()
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Exceptions', href: '/exceptions' },
          { label: finding.id, href: `/findings/${finding.id}`, mono: true },
          { label: 'New exception' },
        ]}
      />
      <PageHead
        verdict={`Accept “${failTitleOf(finding.check)}” for a while`}
        sub={
          <span className="flex flex-wrap items-center gap-x-3 wrap-anywhere">
            <SeverityTag severity={finding.severity} />
            <span>
              {finding.subject.name}, {finding.account.alias}
            </span>
            <span className="mono">{finding.check}</span>
          </span>
        }
      />
      <Section id="scope" title="What it covers">
        <div className="grid gap-3">
          <ScopeChoice finding={finding} tags={tags} typed={typed} seesAll={viewer.accounts === 'all'} />
          <Covers preview={preview} broad={kind !== 'finding'} now={now} />
        </div>
      </Section>
      <Section id="ask" title="Why, and until when">
        {preview.worst === 'critical' && (
          <div className="mb-4 max-w-160">
            <Message tone="note">
              {others === 0 ? (
                <>
                  Critical needs a second person, and nobody else can approve yet, so it stays pending:{' '}
                  <InviteSecond viewer={viewer} />
                </>
              ) : (
                `Critical needs a second person: it hides nothing until one of ${counted(others, 'other', 'others')} approves it.`
              )}
            </Message>
          </div>
        )}
        {preview.count > 0 && (
          <RequestForm finding={finding.id} typed={typed} critical={preview.worst === 'critical'} />
        )}
      </Section>
    </>
  )
}

function Covers({ preview, broad, now }: { preview: Preview; broad: boolean; now: Date }) {
  const { count, bySeverity, excepted, rows } = preview
  if (count === 0) {
    return <Message tone="error">The latest scan sees nothing failing here: there is nothing to accept.</Message>
  }
  return (
    <div className="rounded-md border border-line-strong bg-inset p-3" role="status">
      <p>
        <b className="font-strong">Hides {counted(count, 'finding')}</b> now
        {broad && ', and later ones in this scope that go no further'}:{' '}
        {bySeverity.map(({ severity, count }) => `${grouped(count)} ${severity}`).join(', ')}.
        {excepted > 0 && ` ${grouped(excepted)} of them ${excepted === 1 ? 'is' : 'are'} under an exception already.`}
      </p>
      <CoveredTable rows={rows} caption="What it would hide, the most urgent first" now={now} />
      {count > rows.length && <p className="mt-1 text-sm text-ink-2">and {count - rows.length} more</p>}
    </div>
  )
}
