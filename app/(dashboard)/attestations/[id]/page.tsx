import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { titleOf } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { utcDay, utcMoment } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import { Message } from '#components/ui/message.tsx'
import { type AttestationDetail, findAttestation } from '#lib/data/attestations/list.ts'
import { countOtherApprovers } from '#lib/data/exceptions/approvers.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { InviteSecond } from '../../_components/invite-second.tsx'
import { answerWords, attestationId, scopeWords } from '../attestation-words.ts'
import { AddFileForm } from './_components/add-file-form.tsx'
import { FileList } from './_components/file-list.tsx'
import { ReviewForm, WithdrawForm } from './_components/review-form.tsx'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
}

const attestationOf = cache(async (viewer: Viewer, id: string): Promise<AttestationDetail> => {
  return (/^\d{1,9}$/.test(id) ? await findAttestation(viewer, Number(id)) : undefined) ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await attestationOf(await requireViewer(), (await params).id)
  return { title: `${answerWords(found)}: ${attestationId(found)}, ${titleOf(found.check)}` }
}

export default async function AttestationPage({ params }: Props) {
  const viewer = await requireViewer()
  const found = await attestationOf(viewer, (await params).id)
  const { id, check, state, statement, comment, links, files, account } = found
  const isOwn = found.signed.by === viewer.userId
  const mayDecide = can(viewer, 'attest') && (viewer.accounts === 'all' || account !== undefined)
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Attestations', href: '/attestations' },
          { label: titleOf(check), href: `/recommendations/${check}` },
          { label: attestationId(found), mono: true },
        ]}
      />
      <PageHead verdict={`${answerWords(found)}: ${scopeWords(found)}`} sub={<p>{titleOf(check)}</p>} />
      <div className="mt-4">
        <WithRail railLabel="About this answer" rail={<Rail found={found} />}>
          <Section id="statement" title="What was signed" first>
            <p className="max-w-prose font-medium">{statement}</p>
            {comment && <p className="mt-2 max-w-prose whitespace-pre-wrap wrap-anywhere text-ink-2">{comment}</p>}
          </Section>
          <Section id="evidence" title="Evidence">
            <FileList id={id} links={links} files={files} />
            {state === 'pending' && isOwn && can(viewer, 'attest') && <AddFileForm id={id} />}
          </Section>
          <Section id="history" title="What became of it">
            <History found={found} />
          </Section>
          {state === 'pending' && mayDecide && (
            <Section id="review" title="Review">
              {isOwn ? <OwnAnswer viewer={viewer} account={account?.id} /> : <ReviewForm id={id} />}
            </Section>
          )}
          {(state === 'pending' || state === 'valid') && mayDecide && (
            <Section id="withdraw" title="Take it back" note="what rests on it is to be attested again">
              <WithdrawForm id={id} />
            </Section>
          )}
        </WithRail>
      </div>
    </>
  )
}

/** Whoever signed cannot review: says who can. */
async function OwnAnswer({ viewer, account }: { viewer: Viewer; account?: string }) {
  const others = await countOtherApprovers(viewer, viewer.userId, account)
  return (
    <Message tone="note">
      {others > 0 ? (
        'You signed it: a different auditor or an administrator reviews it.'
      ) : (
        <>
          You signed it, and nobody else may review it: <InviteSecond viewer={viewer} />
        </>
      )}
    </Message>
  )
}

function Rail({ found }: { found: AttestationDetail }) {
  const { state, signed, until, subjects, account, subject } = found
  const look = state === 'valid' ? 'attested' : state === 'pending' ? 'waiting' : 'not_applicable'
  return (
    <>
      <Facts
        facts={[
          { term: 'State', value: <StatusTag status={look} text={answerWords(found)} /> },
          { term: 'Signed by', value: signed.name },
          { term: 'Signed', value: utcDay(signed.at) },
          { term: 'Until', value: utcDay(until) },
          { term: 'Account', value: account?.alias ?? 'all' },
          { term: 'Signed for', value: subject ? subject.name : `${subjects.count} that were asked the same` },
        ]}
      />
      {!subject && subjects.names.length > 0 && (
        <details>
          <summary className="text-sm text-ink-2">Which</summary>
          <ul className="text-sm wrap-anywhere text-ink-2">
            {[...new Set(subjects.names)].map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          {subjects.count > subjects.names.length && (
            <p className="text-sm text-ink-3">and {subjects.count - subjects.names.length} more</p>
          )}
        </details>
      )}
      <p className="text-sm text-ink-3">
        Each step stands in the audit log. <TextLink href="/attestations?tab=ended">Answers that ended</TextLink>
      </p>
    </>
  )
}

function History({ found: { signed, reviewed, state, ended } }: { found: AttestationDetail }) {
  const steps = [
    { at: signed.at, text: `Signed by ${signed.name}.` },
    ...(reviewed
      ? [
          {
            at: reviewed.at,
            text: `${state === 'declined' ? 'Declined' : 'Accepted'} by ${reviewed.name}${reviewed.note ? `: ${reviewed.note}` : '.'}`,
          },
        ]
      : []),
    ...(ended ? [{ at: ended.at, text: `Ended: ${ended.reason}` }] : []),
  ]
  return (
    <ol className="grid max-w-prose gap-1">
      {steps.map(({ at, text }) => (
        <li key={text} className="wrap-anywhere">
          <time className="text-ink-3" dateTime={at}>
            {utcMoment(at)}
          </time>{' '}
          {text}
        </li>
      ))}
    </ol>
  )
}
