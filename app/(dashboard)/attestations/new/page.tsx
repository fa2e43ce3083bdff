import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import type { Given } from '#app/_lib/address.ts'
import { findRule, titleOf } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { Message } from '#components/ui/message.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { type Asked, readAsked } from '#lib/data/attestations/sign.ts'
import { readServiceProvider, validDaysOf } from '#lib/data/attestations/validity.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { recommendationHref } from '../../recommendations/[id]/search-params.ts'
import { AnswerForm, type ScopeChoice } from '../_components/answer-form.tsx'
import { EvidenceShown } from '../_components/evidence-shown.tsx'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

const askedOf = cache(async (viewer: Viewer, subject: string): Promise<Asked> => {
  return (await readAsked(viewer, subject)) ?? notFound()
})

const subjectOf = async (given: Props['searchParams']) => String((await given).subject)

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { subject, check } = await askedOf(await requireViewer(), await subjectOf(searchParams))
  return { title: `To be attested: ${subject.name}, ${titleOf(check)}` }
}

export default async function AnswerPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const asked = await askedOf(viewer, await subjectOf(searchParams))
  const [accounts, isProvider] = await Promise.all([listAccounts(viewer), readServiceProvider()])
  const alias = accounts.find(({ id }) => id === asked.account)?.alias ?? asked.account
  const question = findRule(asked.check)?.asks
  // Where only a part of it is asked, what is said of the whole would mislead.
  const asks = question?.statement === asked.statement ? question : undefined
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Attestations', href: '/attestations' },
          { label: titleOf(asked.check), href: recommendationHref(asked.check, { show: 'manual' }) },
        ]}
      />
      <PageHead verdict={`To be attested: ${asked.subject.name}`} sub={<p>{titleOf(asked.check)}</p>} />
      <div className="mt-4">
        <WithRail
          railLabel="About this question"
          rail={
            <Facts
              facts={[
                { term: 'Asked of', value: asked.subject.name },
                { term: 'Account', value: alias },
                { term: 'Region', value: asked.region },
                { term: 'Holds', value: `${validDaysOf(asked.check, isProvider)} days` },
                ...(asks && asks.endsEarly.length > 0
                  ? [{ term: 'Ends early when', value: asks.endsEarly.join('; ') }]
                  : []),
              ]}
            />
          }
        >
          <Section id="statement" title="What is signed" first>
            <p className="max-w-prose font-medium">{asked.statement}</p>
            {asks && (
              <>
                <h3 className="mt-3 mb-1 text-sm text-ink-3">What counts as evidence</h3>
                <ul className="max-w-prose list-disc pl-5 text-ink-2">
                  {asks.accepts.map((kind) => (
                    <li key={kind}>{kind}</li>
                  ))}
                </ul>
              </>
            )}
          </Section>
          <EvidenceShown evidence={asked.evidence} covers={asked.covers} />
          <Section id="answer" title="Your answer" note="counts once a second person has reviewed it">
            {can(viewer, 'attest') ? (
              <AnswerForm
                subject={asked.fingerprint}
                statement={asked.statement}
                scopes={scopesFor(viewer, asked, alias)}
              />
            ) : (
              <Message tone="note">
                Auditors and administrators answer: send one of them the address of this page.
              </Message>
            )}
          </Section>
        </WithRail>
      </div>
    </>
  )
}

function scopesFor(viewer: Viewer, { subject, sameHere, sameEverywhere }: Asked, alias: string): ScopeChoice[] {
  return [
    { value: 'subject', label: `${subject.name} alone` },
    { value: 'account', label: `all in ${alias} that are asked the same, now ${sameHere}` },
    ...(viewer.accounts === 'all'
      ? [{ value: 'all' as const, label: `all in every account that are asked the same, now ${sameEverywhere}` }]
      : []),
  ]
}
