import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { failTitleOf, findCheck, titleOf } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { severityWords } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { type FindingDetail, findFinding } from '#lib/data/findings/detail.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { unusedAddress } from '../../resources/unused/search-params.ts'
import { AlsoFailing } from '../_components/also-failing.tsx'
import { EvidenceView } from '../_components/evidence.tsx'
import { FindingTags } from '../_components/finding-tags.tsx'
import { lifeOf, verdictOf } from '../finding-words.ts'
import { findingsHref, isFindingId } from '../search-params.ts'
import { Attested } from './_components/attested.tsx'
import { Decisions } from './_components/decisions.tsx'
import { FindingRail } from './_components/finding-rail.tsx'
import { FixSection } from './_components/fix-section.tsx'
import { RawJson } from './_components/raw-json.tsx'
import { WhereUsed } from './_components/where-used.tsx'
import { familyOf } from './where-used.ts'

type Props = { params: Promise<{ id: string }> }

/** The title and the page ask for the same. */
const readFinding = cache(async (viewer: Viewer, id: string): Promise<FindingDetail> => {
  const finding = isFindingId(id) ? await findFinding(viewer, id) : undefined
  return finding ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { severity, check, subject } = await readFinding(await requireViewer(), (await params).id)
  return { title: `${severityWords[severity]}: ${failTitleOf(check)}, ${subject.name} - Findings` }
}

export default async function FindingPage({ params }: Props) {
  const viewer = await requireViewer()
  const finding = await readFinding(viewer, (await params).id)
  const check = findCheck(finding.check)
  const now = new Date()
  const verdict = verdictOf(finding)
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Findings', href: '/findings' },
          { label: titleOf(finding.check), href: `/recommendations/${finding.check}` },
          { label: finding.id.slice(0, 12), mono: true },
        ]}
      />
      <WithRail
        railLabel="About this finding"
        rail={
          <FindingRail
            finding={finding}
            check={check}
            decisions={<Decisions viewer={viewer} finding={finding} />}
            now={now}
          />
        }
      >
        <PageHead
          verdict={verdict}
          sub={
            <div className="flex flex-wrap items-center gap-x-3">
              {!verdict.includes(finding.subject.name) && <span className="text-ink">{finding.subject.name}</span>}
              <FindingTags finding={finding} />
              <span>{lifeOf(finding, now)}</span>
            </div>
          }
        />
        <div className="mt-3 grid gap-2">
          <EvidenceView finding={finding} />
          <Facts
            pairs
            facts={[
              { term: 'Expected', value: titleOf(finding.check) },
              { term: 'Found', value: <Found finding={finding} /> },
            ]}
          />
          {finding.countedIn && (
            <p className="text-sm text-ink-2">
              The same fact is scored in{' '}
              <TextLink href={`/findings/${finding.countedIn.id}`}>{failTitleOf(finding.countedIn.check)}</TextLink>.
            </p>
          )}
        </div>
        {finding.usage === 'registered' && <OnlyRegistered finding={finding} />}
        {check && (
          <Section id="why" title="Why it matters">
            <p className="max-w-prose text-ink-2">{check.why}</p>
          </Section>
        )}
        <Attested viewer={viewer} finding={finding} />
        {check && <FixSection check={check} finding={finding} />}
        <WhereUsed finding={finding} />
        {finding.others.length > 0 && (
          <Section
            id="also"
            title="Also failing on this resource"
            actions={
              <TextLink href={findingsHref({ resource: finding.resource })}>
                All {finding.others.length + 1} open
              </TextLink>
            }
          >
            <AlsoFailing rows={finding.others} now={now} href={(id) => `/findings/${id}`} />
          </Section>
        )}
        <RawJson finding={finding} />
      </WithRail>
    </>
  )
}

/** What nothing uses is best removed; the list of it has the commands. */
function OnlyRegistered({ finding: { account, subject } }: { finding: FindingDetail }) {
  const family = familyOf(subject)
  if (family === undefined) return null
  return (
    <p className="mt-3 max-w-prose text-ink-2">
      Nothing uses these revisions, so they are not in the score:{' '}
      <TextLink href={unusedAddress.href({ account: [account.id], q: family })}>deregister them</TextLink> instead.
    </p>
  )
}

/** What was seen instead of what is expected. */
function Found({ finding: { reasons, status } }: { finding: FindingDetail }) {
  if (status === 'unknown') return <span className="text-unknown">Not known</span>
  if (status === 'manual') return 'Waits for a person to answer'
  const [first, ...others] = reasons
  if (status !== 'fail' || !first) return 'Nothing that fails now'
  return (
    <span className="font-medium text-fail">
      {others.length > 0 ? `${others.length + 1} reasons, marked above` : first.text}
    </span>
  )
}
